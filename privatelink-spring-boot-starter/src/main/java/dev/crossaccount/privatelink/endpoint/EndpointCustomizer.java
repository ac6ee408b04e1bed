package dev.crossaccount.privatelink.endpoint;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

import dev.crossaccount.privatelink.proxyprotocol.ProxiedEndPoint;
import dev.crossaccount.privatelink.proxyprotocol.ProxyHeader;

/**
 * Gives each request the endpoint id of its connection, early enough for the access log.
 */
class EndpointCustomizer implements HttpConfiguration.Customizer {

	private static final String KNOWN = EndpointCustomizer.class.getName() + ".known";

	private static final String NONE = "";

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		ConnectionMetaData connection = request.getConnectionMetaData();
		// A connection serves many requests but has one header.
		Object id = connection.getAttribute(KNOWN);
		if (id == null) {
			id = read(connection);
			connection.setAttribute(KNOWN, id);
		}
		if (!NONE.equals(id)) {
			request.setAttribute(VpcEndpoint.ATTRIBUTE, id);
		}
		return request;
	}

	private static String read(ConnectionMetaData connection) {
		ProxyHeader header = ProxiedEndPoint.headerOf(connection.getConnection().getEndPoint());
		String id = (header != null) ? VpcEndpoint.in(header) : null;
		return (id != null) ? id : NONE;
	}

}
