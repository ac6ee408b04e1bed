package dev.crossaccount.gateway.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/** Tells callers without a credential apart. */
final class ClientAddress {

	private static final int SUBNET_BYTES = 8;

	private ClientAddress() {
	}

	/**
	 * Whose requests are counted together.
	 * @param client the other end of the connection, or what the PROXY header named
	 * @return the address; of IPv6 its first 64 bits, because a single subscriber gets at
	 * least that many to choose the others from
	 */
	static String subscriber(@Nullable InetSocketAddress client) {
		InetAddress address = (client != null) ? client.getAddress() : null;
		if (address == null) {
			return "unknown";
		}
		return (address instanceof Inet6Address)
				? HexFormat.of().formatHex(address.getAddress(), 0, SUBNET_BYTES) + "/64"
				: NetUtil.toAddressString(address);
	}

}
