package dev.crossaccount.privatelink.proxyprotocol;

import java.net.SocketAddress;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.jspecify.annotations.Nullable;

/**
 * A connection with the addresses that its PROXY header gives.
 */
public final class ProxiedEndPoint extends ProxyEndPoint {

	private final ProxyHeader header;

	ProxiedEndPoint(EndPoint wrapped, ProxyHeader header) {
		super(wrapped, orElse(header.destination(), wrapped.getLocalSocketAddress()),
				orElse(header.source(), wrapped.getRemoteSocketAddress()));
		this.header = header;
	}

	/**
	 * Finds the header of a connection.
	 * @param endPoint the connection, also where TLS wraps it
	 * @return the header, or {@code null} where the connection began without one
	 */
	public static @Nullable ProxyHeader headerOf(EndPoint endPoint) {
		EndPoint candidate = endPoint;
		while (!(candidate instanceof ProxiedEndPoint) && candidate instanceof EndPoint.Wrapper wrapper) {
			candidate = wrapper.unwrap();
		}
		return (candidate instanceof ProxiedEndPoint proxied) ? proxied.header : null;
	}

	private static SocketAddress orElse(@Nullable SocketAddress address, SocketAddress fallback) {
		return (address != null) ? address : fallback;
	}

}
