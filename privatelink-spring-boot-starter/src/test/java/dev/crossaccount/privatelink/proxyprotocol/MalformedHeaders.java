package dev.crossaccount.privatelink.proxyprotocol;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.params.provider.Arguments;

import dev.crossaccount.privatelink.testing.ProxyBytes;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Every way that the start of a connection can be wrong, each complete enough to tell.
 */
final class MalformedHeaders {

	private MalformedHeaders() {
	}

	static Stream<Arguments> all() {
		return Stream.of(bytes("plain HTTP", "GET /ok HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
				bytes("PROXY v1", "PROXY TCP4 10.1.2.3 10.9.8.7 4660 8080\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n"),
				bytes("TLS hello", ProxyBytes.hex("1603010200 010001fc0303")),
				bytes("rubbish", ProxyBytes.hex("00 ff 00 ff")), bytes("one wrong byte", "\n"),
				bytes("signature that ends wrong", ProxyBytes.hex("0d0a0d0a000d0a515549540b")),
				bytes("version 1 in a v2 header", header(0x11, 0x11, ProxyBytes.IPV4)),
				bytes("version 3", header(0x31, 0x11, ProxyBytes.IPV4)),
				bytes("unknown command", header(0x22, 0x11, ProxyBytes.IPV4)),
				bytes("UDP", header(0x21, 0x12, ProxyBytes.IPV4)),
				bytes("Unix socket", header(0x21, 0x31, new byte[216])),
				bytes("unknown family", header(0x21, 0x41, ProxyBytes.IPV4)), bytes("no addresses", header(0x21, 0x11)),
				bytes("IPv4 addresses in an IPv6 header", header(0x21, 0x21, ProxyBytes.IPV4)),
				bytes("field without a length", header(0x21, 0x11, ProxyBytes.IPV4, ProxyBytes.hex("ea00"))),
				bytes("field longer than the header", header(0x21, 0x11, ProxyBytes.IPV4, ProxyBytes.hex("ea0017 01"))),
				bytes("wrong checksum", ProxyBytes.withChecksum(1)),
				bytes("checksum of three bytes",
						header(0x21, 0x11, ProxyBytes.IPV4, ProxyBytes.tlv(0x03, new byte[3]))),
				bytes("oversized header", header(0x21, 0x11, ProxyBytes.IPV4, ProxyBytes.tlv(0x04, new byte[1010]))),
				bytes("oversized length alone", ProxyBytes.header(0x21, 0x11, 0xFFFF, new byte[0])),
				bytes("oversized LOCAL", ProxyBytes.header(0x20, 0x00, 1025, new byte[0])));
	}

	private static byte[] header(int versionAndCommand, int family, byte[]... body) {
		return ProxyBytes.header(versionAndCommand, family, body);
	}

	private static Arguments bytes(String name, String bytes) {
		return bytes(name, bytes.getBytes(StandardCharsets.US_ASCII));
	}

	private static Arguments bytes(String name, byte[] bytes) {
		return argumentSet(name, (Object) bytes);
	}

}
