package dev.crossaccount.privatelink.endpoint;

import java.util.List;

import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.jetty.autoconfigure.JettyServerProperties.Accesslog;

import dev.crossaccount.privatelink.requestid.RequestId;

/**
 * Adds the request id and the endpoint id to the access log, unless the service has a
 * format of its own.
 */
final class EndpointAccessLog {

	private static final String FIELDS = " \"%%{%s}o\" \"%%{%s}attr\"".formatted(RequestId.HEADER,
			VpcEndpoint.ATTRIBUTE);

	private EndpointAccessLog() {
	}

	static void extend(Server server, Accesslog properties) {
		if (properties.getCustomFormat() == null && server.getRequestLog() instanceof CustomRequestLog log) {
			CustomRequestLog extended = new CustomRequestLog(log.getWriter(), log.getFormatString() + FIELDS);
			List<String> ignored = properties.getIgnorePaths();
			if (ignored != null) {
				extended.setIgnorePaths(ignored.toArray(String[]::new));
			}
			server.setRequestLog(extended);
		}
	}

}
