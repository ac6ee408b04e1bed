package dev.crossaccount.privatelink.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * PROXY v2 headers made by hand, right or wrong.
 */
public final class ProxyBytes {

	/** An endpoint id of the usual form. */
	public static final String ENDPOINT = "vpce-08d2bf15fac5001c9";

	/** The client address in {@link #IPV4}. */
	public static final String CLIENT = "10.1.2.3";

	/** Addresses 10.1.2.3:4660 and 10.9.8.7:8080. */
	public static final byte[] IPV4 = hex("0a010203 0a090807 1234 1f90");

	private static final byte[] SIGNATURE = hex("0d0a0d0a000d0a515549540a");

	private ProxyBytes() {
	}

	/**
	 * A header as a Network Load Balancer sends it for a connection through PrivateLink.
	 */
	public static byte[] through(String endpointId) {
		return header(0x21, 0x11, IPV4, vpce(endpointId));
	}

	/** A header without any field. */
	public static byte[] withoutEndpoint() {
		return header(0x21, 0x11, IPV4);
	}

	/** A header with a true length. */
	public static byte[] header(int versionAndCommand, int family, byte[]... body) {
		byte[] all = join(body);
		return header(versionAndCommand, family, all.length, all);
	}

	/** A header with any length. */
	public static byte[] header(int versionAndCommand, int family, int length, byte[] body) {
		byte[] fixed = { (byte) versionAndCommand, (byte) family, (byte) (length >> 8), (byte) length };
		return join(SIGNATURE, fixed, body);
	}

	/** The field that carries an endpoint id. */
	public static byte[] vpce(String id) {
		return tlv(0xEA, join(new byte[] { 0x01 }, id.getBytes(StandardCharsets.ISO_8859_1)));
	}

	/** A field with a true length. */
	public static byte[] tlv(int type, byte[] value) {
		return join(new byte[] { (byte) type, (byte) (value.length >> 8), (byte) value.length }, value);
	}

	/** A header that ends with a checksum. */
	public static byte[] withChecksum(int error) {
		byte[] header = header(0x21, 0x11, IPV4, vpce(ENDPOINT), tlv(0x03, new byte[4]));
		CRC32C sum = new CRC32C();
		sum.update(header);
		ByteBuffer.wrap(header).putInt(header.length - 4, (int) sum.getValue() + error);
		return header;
	}

	/** Bytes from hex digits, with spaces between them. */
	public static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits.replace(" ", ""));
	}

	/** All bytes in one array. */
	public static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
