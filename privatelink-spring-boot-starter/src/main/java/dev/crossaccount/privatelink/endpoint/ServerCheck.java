package dev.crossaccount.privatelink.endpoint;

import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;

/**
 * Stops start-up where PROXY headers are required of a server that cannot read them,
 * since the service would then be open to everyone.
 */
class ServerCheck implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

	/** A name, because the class itself may be absent. */
	private static final String JETTY = "org.springframework.boot.jetty.servlet.JettyServletWebServerFactory";

	@Override
	public void customize(ConfigurableServletWebServerFactory factory) {
		for (Class<?> type = factory.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(JETTY)) {
				return;
			}
		}
		throw new PrivateLinkConfigurationException(
				"privatelink.proxy-protocol is required, but the embedded server is not Jetty: "
						+ "no other hands on the VPC endpoint's id.",
				"Exclude spring-boot-starter-tomcat, so that the Jetty of privatelink-spring-boot-starter serves.");
	}

}
