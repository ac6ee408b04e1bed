package dev.crossaccount.todo;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a program and PostgreSQL, and counts how often the program waits for an
 * answer: each ends with the server's message ReadyForQuery.
 */
public final class CountingProxy implements AutoCloseable {

	private static final int READY_FOR_QUERY = 'Z';

	/** What the driver asks to see whether a connection that lay idle is still good. */
	private static final int EMPTY_QUERY_RESPONSE = 'I';

	private final ServerSocket socket = open();

	private final int server;

	private final AtomicInteger roundTrips = new AtomicInteger();

	/**
	 * Starts it.
	 * @param server port of a server on this machine; the program must not use TLS
	 */
	public CountingProxy(int server) {
		this.server = server;
		start(this::accept);
	}

	public int port() {
		return this.socket.getLocalPort();
	}

	/**
	 * Says how often the program has waited, but for checks of idle connections.
	 * @return how many round trips
	 */
	public int roundTrips() {
		return this.roundTrips.get();
	}

	private void accept() throws IOException {
		while (!this.socket.isClosed()) {
			Socket client = this.socket.accept();
			Socket database = new Socket(InetAddress.getLoopbackAddress(), this.server);
			start(() -> client.getInputStream().transferTo(database.getOutputStream()));
			start(() -> answer(new DataInputStream(database.getInputStream()),
					new DataOutputStream(new BufferedOutputStream(client.getOutputStream()))));
		}
	}

	/** Passes messages on: a byte for the type, the length with itself, the rest. */
	private void answer(DataInputStream from, DataOutputStream to) throws IOException {
		boolean idleCheck = false;
		while (true) {
			int type = from.readUnsignedByte();
			int length = from.readInt();
			byte[] rest = from.readNBytes(length - Integer.BYTES);
			idleCheck |= type == EMPTY_QUERY_RESPONSE;
			if (type == READY_FOR_QUERY) {
				// Before the program can see the answer, and the test look here.
				this.roundTrips.addAndGet(idleCheck ? 0 : 1);
				idleCheck = false;
			}
			to.writeByte(type);
			to.writeInt(length);
			to.write(rest);
			if (from.available() == 0) {
				to.flush();
			}
		}
	}

	private static void start(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// One side has closed.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	private static ServerSocket open() {
		try {
			return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	private interface Task {

		void run() throws IOException;

	}

}
