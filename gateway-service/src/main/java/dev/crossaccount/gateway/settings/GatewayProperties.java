package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code gateway.} as it is written down: an unknown key stops start-up,
 * the values are judged where they are used.
 *
 * @param providers the services behind the gateway, by name
 * @param proxyProtocol whether connections begin with a PROXY protocol header that names
 * the client. Only a load balancer may reach the port when it is required
 * @param clientAddress who says what a client's address is, when it is not the one that
 * opens the connection
 * @param drainDelay how long the gateway keeps accepting after readiness went down, so
 * that load balancers notice first
 * @param connections the pool of connections to providers
 * @param limits what a client may take
 * @param access who may call what, unless a provider says otherwise
 * @param issuers authorization servers whose tokens are accepted, by a name of your
 * choice
 * @param throttle where requests are counted
 * @param accessLog a line for each request
 * @param portal what the page at {@code /} shows
 * @param account the AWS account that the gateway runs in, which only that page shows
 * @param catalog what everybody is told of the APIs
 */
@ConfigurationProperties(prefix = "gateway", ignoreUnknownFields = false)
public record GatewayProperties(@DefaultValue Map<String, ProviderProperties> providers,
		@DefaultValue("off") ProxyProtocol proxyProtocol, @DefaultValue("connection") ClientAddressSource clientAddress,
		@DefaultValue("0s") Duration drainDelay,
		@DefaultValue @NestedConfigurationProperty ConnectionProperties connections,
		@DefaultValue @NestedConfigurationProperty LimitProperties limits,
		@DefaultValue @NestedConfigurationProperty AccessProperties access,
		@DefaultValue Map<String, IssuerProperties> issuers,
		@DefaultValue @NestedConfigurationProperty ThrottleProperties throttle,
		@DefaultValue @NestedConfigurationProperty AccessLogProperties accessLog,
		@DefaultValue @NestedConfigurationProperty PortalProperties portal, @Nullable String account,
		@DefaultValue @NestedConfigurationProperty CatalogProperties catalog) {

}
