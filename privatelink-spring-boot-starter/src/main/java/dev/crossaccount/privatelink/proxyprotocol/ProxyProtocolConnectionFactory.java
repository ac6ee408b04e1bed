package dev.crossaccount.privatelink.proxyprotocol;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Reads the PROXY v2 header of each connection before the next protocol begins.
 * <p>
 * Jetty has a factory of its own, which also takes version 1, connections without a
 * header, unknown commands, and fields that reach beyond the header into the request.
 */
public final class ProxyProtocolConnectionFactory extends AbstractConnectionFactory {

	private final boolean required;

	private final RefusalLog refusals = new RefusalLog();

	private ProxyProtocolConnectionFactory(boolean required) {
		super("proxy-v2");
		this.required = required;
	}

	/**
	 * Makes a server refuse each connection that does not begin with a header.
	 * @param server the server, not yet started
	 */
	public static void require(Server server) {
		install(server, true);
	}

	/**
	 * Makes a server accept connections with a header as well as without.
	 * @param server the server, not yet started
	 */
	public static void tolerate(Server server) {
		install(server, false);
	}

	private static void install(Server server, boolean required) {
		for (Connector connector : server.getConnectors()) {
			if (connector instanceof ServerConnector tcp) {
				ConnectionFactory factory = new ProxyProtocolConnectionFactory(required);
				tcp.addFirstConnectionFactory(factory);
				tcp.setDefaultProtocol(factory.getProtocol());
			}
		}
	}

	@Override
	public Connection newConnection(Connector connector, EndPoint endPoint) {
		ConnectionFactory next = connector.getConnectionFactory(findNextProtocol(connector));
		return configure(new ProxyProtocolConnection(endPoint, connector, next, this.required, this.refusals),
				connector, endPoint);
	}

}
