package dev.crossaccount.privatelink.proxyprotocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

/**
 * Reads one PROXY header, and nothing that is only nearly one.
 */
class ProxyHeaderParser {

	static final int FIXED_LENGTH = 16;

	static final int MAX_VARIABLE_LENGTH = 1024;

	private static final byte[] SIGNATURE = { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A };

	private static final int LOCAL = 0x20;

	private static final int PROXY = 0x21;

	private static final int UNSPEC = 0x00;

	private static final int TCP_OVER_IPV4 = 0x11;

	private static final int TCP_OVER_IPV6 = 0x21;

	private static final int TLV_HEAD_LENGTH = 3;

	private static final int TYPE_CRC32C = 0x03;

	private static final int TYPE_NOOP = 0x04;

	private final ByteBuffer bytes;

	private final int start;

	ProxyHeaderParser(ByteBuffer bytes) {
		this.bytes = bytes;
		this.start = bytes.position();
	}

	static boolean isPossibleStart(ByteBuffer bytes) {
		int length = Math.min(bytes.remaining(), SIGNATURE.length);
		for (int i = 0; i < length; i++) {
			if (bytes.get(bytes.position() + i) != SIGNATURE[i]) {
				return false;
			}
		}
		return true;
	}

	@Nullable ProxyHeader parse() throws MalformedHeaderException {
		if (!isPossibleStart(this.bytes)) {
			throw new MalformedHeaderException("it does not start with a PROXY v2 header");
		}
		if (this.bytes.remaining() < FIXED_LENGTH) {
			return null;
		}
		int command = command();
		int family = this.bytes.get(this.start + 13) & 0xFF;
		int length = this.bytes.getChar(this.start + 14);
		if (length > MAX_VARIABLE_LENGTH) {
			throw new MalformedHeaderException(
					"its header is %d bytes too long".formatted(length - MAX_VARIABLE_LENGTH));
		}
		if (this.bytes.remaining() < FIXED_LENGTH + length) {
			return null;
		}
		ByteBuffer body = this.bytes.slice(this.start + FIXED_LENGTH, length);
		ProxyHeader header = (command == LOCAL || family == UNSPEC) ? new ProxyHeader(null, null, List.of())
				: read(family, body);
		this.bytes.position(this.start + FIXED_LENGTH + length);
		return header;
	}

	private int command() throws MalformedHeaderException {
		int versionAndCommand = this.bytes.get(this.start + 12) & 0xFF;
		if (versionAndCommand != LOCAL && versionAndCommand != PROXY) {
			throw new MalformedHeaderException("its version and command are 0x%02x".formatted(versionAndCommand));
		}
		return versionAndCommand;
	}

	private ProxyHeader read(int family, ByteBuffer body) throws MalformedHeaderException {
		int addressLength = switch (family) {
			case TCP_OVER_IPV4 -> 4;
			case TCP_OVER_IPV6 -> 16;
			default -> throw new MalformedHeaderException("its address family is 0x%02x".formatted(family));
		};
		if (body.remaining() < 2 * addressLength + 4) {
			throw new MalformedHeaderException("its addresses are cut short");
		}
		InetAddress source = address(body, addressLength);
		InetAddress destination = address(body, addressLength);
		int sourcePort = body.getChar();
		int destinationPort = body.getChar();
		return new ProxyHeader(new InetSocketAddress(source, sourcePort),
				new InetSocketAddress(destination, destinationPort), tlvs(body));
	}

	private static InetAddress address(ByteBuffer body, int length) {
		byte[] address = new byte[length];
		body.get(address);
		try {
			return InetAddress.getByAddress(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private List<Tlv> tlvs(ByteBuffer body) throws MalformedHeaderException {
		List<Tlv> tlvs = new ArrayList<>();
		while (body.hasRemaining()) {
			if (body.remaining() < TLV_HEAD_LENGTH) {
				throw new MalformedHeaderException("it has a field that is cut short");
			}
			int type = body.get() & 0xFF;
			int length = body.getChar();
			if (length > body.remaining()) {
				throw new MalformedHeaderException("it has a field that is longer than the header");
			}
			int offset = body.position();
			byte[] value = new byte[length];
			body.get(value);
			if (type == TYPE_CRC32C) {
				verifyChecksum(value, FIXED_LENGTH + offset, FIXED_LENGTH + body.limit());
			}
			if (type != TYPE_NOOP) {
				tlvs.add(new Tlv(type, value));
			}
		}
		return List.copyOf(tlvs);
	}

	private void verifyChecksum(byte[] value, int offset, int headerLength) throws MalformedHeaderException {
		byte[] header = new byte[headerLength];
		this.bytes.get(this.start, header);
		boolean sized = value.length == Integer.BYTES;
		if (sized) {
			// The sum is made with zeros in its own place.
			ByteBuffer.wrap(header).putInt(offset, 0);
		}
		CRC32C sum = new CRC32C();
		sum.update(header);
		if (!sized || ByteBuffer.wrap(value).getInt() != (int) sum.getValue()) {
			throw new MalformedHeaderException("its checksum is wrong");
		}
	}

}
