package dev.crossaccount.privatelink.proxyprotocol;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a load balancer says about a connection, ahead of its first byte.
 * <p>
 * Source: "The PROXY protocol, versions 1 and 2", section 2.2.
 *
 * @param source the client's address; {@code null} where the balancer speaks for itself
 * (command LOCAL) or does not know (family UNSPEC)
 * @param destination the address that the client connected to, or {@code null} likewise
 * @param tlvs the fields after the addresses, in their order
 */
public record ProxyHeader(@Nullable InetSocketAddress source, @Nullable InetSocketAddress destination, List<Tlv> tlvs) {

	/** The longest header: 16 fixed bytes and 1024 of addresses and fields. */
	static final int MAX_LENGTH = ProxyHeaderParser.FIXED_LENGTH + ProxyHeaderParser.MAX_VARIABLE_LENGTH;

	/** Whether the first bytes of a connection can be those of a header. */
	static boolean isPossibleStart(ByteBuffer bytes) {
		return ProxyHeaderParser.isPossibleStart(bytes);
	}

	/**
	 * Reads a header from the start of a buffer and leaves the position behind it.
	 * @param bytes what has been received so far
	 * @return the header, or {@code null} where more bytes are needed; then the position
	 * is as it was
	 * @throws MalformedHeaderException as soon as the bytes cannot become a header
	 */
	static @Nullable ProxyHeader read(ByteBuffer bytes) throws MalformedHeaderException {
		return new ProxyHeaderParser(bytes).parse();
	}

}
