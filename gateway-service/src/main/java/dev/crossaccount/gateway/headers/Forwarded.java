package dev.crossaccount.gateway.headers;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/** Writes the {@code Forwarded} header of RFC 7239. */
final class Forwarded {

	private Forwarded() {
	}

	/**
	 * The address of a client in text.
	 * @param client the other end of the connection, or what the PROXY header named
	 * @return IPv4 with dots, IPv6 compressed, without brackets or zone
	 */
	static String address(InetSocketAddress client) {
		InetAddress address = client.getAddress();
		return (address != null) ? NetUtil.toAddressString(address) : client.getHostString();
	}

	static String value(@Nullable String address, @Nullable String host, String proto) {
		StringBuilder value = new StringBuilder("for=").append(node(address));
		if (host != null && isQuotable(host)) {
			value.append(";host=\"").append(host).append('"');
		}
		return value.append(";proto=").append(proto).toString();
	}

	/**
	 * The port that the client asked.
	 * @param host a well-formed host, with a port or without one
	 * @param scheme http or https
	 * @return the port of the host, else that of the scheme
	 */
	static String port(@Nullable String host, String scheme) {
		int colon = (host != null) ? host.lastIndexOf(':') : -1;
		if (host != null && colon > host.lastIndexOf(']')) {
			return host.substring(colon + 1);
		}
		return scheme.equals("https") ? "443" : "80";
	}

	/**
	 * Whether it may stand in a quoted string as it is: visible ASCII but quote and
	 * backslash.
	 */
	private static boolean isQuotable(String host) {
		for (int i = 0; i < host.length(); i++) {
			char c = host.charAt(i);
			if (c <= ' ' || c >= 0x7F || c == '"' || c == '\\') {
				return false;
			}
		}
		return !host.isEmpty();
	}

	private static String node(@Nullable String address) {
		if (address == null) {
			return "unknown";
		}
		return address.contains(":") ? "\"[" + address + "]\"" : address;
	}

}
