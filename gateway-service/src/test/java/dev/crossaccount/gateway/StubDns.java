package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A name server that has one IPv4 address for every name, good for ten minutes. */
class StubDns implements AutoCloseable {

	private static final int HEADER_LENGTH = 12;

	private static final short TYPE_A = 1;

	private static final short CLASS_IN = 1;

	private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

	private volatile InetAddress address;

	StubDns(InetAddress address) throws IOException {
		this.address = address;
		Thread server = new Thread(this::serve, "stub-dns");
		server.setDaemon(true);
		server.start();
	}

	InetSocketAddress server() {
		return (InetSocketAddress) this.socket.getLocalSocketAddress();
	}

	void moveTo(InetAddress address) {
		this.address = address;
	}

	@Override
	public void close() {
		this.socket.close();
	}

	private void serve() {
		try {
			while (true) {
				DatagramPacket packet = new DatagramPacket(new byte[512], 512);
				this.socket.receive(packet);
				byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
				this.socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	/** See RFC 1035, section 4: the question again, and an answer if it is for IPv4. */
	private byte[] answer(byte[] query) {
		int typeAt = HEADER_LENGTH;
		while (query[typeAt] != 0) {
			typeAt += query[typeAt] + 1;
		}
		typeAt++;
		boolean known = ByteBuffer.wrap(query).getShort(typeAt) == TYPE_A;
		ByteBuffer answer = ByteBuffer.allocate(512);
		answer.put(query, 0, 2).putShort((short) 0x8180);
		answer.putShort((short) 1).putShort((short) (known ? 1 : 0)).putInt(0);
		answer.put(query, HEADER_LENGTH, typeAt + 4 - HEADER_LENGTH);
		if (known) {
			answer.putShort((short) (0xc000 | HEADER_LENGTH)).putShort(TYPE_A).putShort(CLASS_IN).putInt(600);
			answer.putShort((short) 4).put(this.address.getAddress());
		}
		return Arrays.copyOf(answer.array(), answer.position());
	}

}
