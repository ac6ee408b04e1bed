package dev.crossaccount.privatelink.endpoint;

import java.time.Duration;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a service meets PrivateLink.
 *
 * @param proxyProtocol Whether each connection to the service must begin with a PROXY v2
 * header, as a Network Load Balancer sends it with proxy_protocol_v2.enabled.
 * @param allowedEndpoints Ids of the VPC endpoints that may call the service. Any may if
 * empty.
 * @param drainDelay How long the service goes on accepting after readiness went down, so
 * that load balancers stop sending before its port closes. At most 120s.
 */
@ConfigurationProperties(prefix = "privatelink", ignoreUnknownFields = false)
public record PrivateLinkProperties(@DefaultValue("off") ProxyProtocol proxyProtocol,
		@DefaultValue Set<String> allowedEndpoints, @DefaultValue("0s") Duration drainDelay) {

	private static final Duration LONGEST_DRAIN = Duration.ofSeconds(120);

	public PrivateLinkProperties {
		allowedEndpoints = Set.copyOf(allowedEndpoints);
		for (String id : allowedEndpoints) {
			if (!VpcEndpoint.isWellFormed(id)) {
				throw new PrivateLinkConfigurationException(
						"privatelink.allowed-endpoints contains '%s', which is not the id of a VPC endpoint."
							.formatted(id),
						"Write ids such as vpce-08d2bf15fac5001c9, separated by commas.");
			}
		}
		if (proxyProtocol == ProxyProtocol.OFF && !allowedEndpoints.isEmpty()) {
			throw new PrivateLinkConfigurationException(
					"privatelink.allowed-endpoints is set while privatelink.proxy-protocol is off, "
							+ "so that no request could ever be allowed.",
					"Set privatelink.proxy-protocol to required, or remove privatelink.allowed-endpoints.");
		}
		if (drainDelay.isNegative() || drainDelay.compareTo(LONGEST_DRAIN) > 0) {
			throw new PrivateLinkConfigurationException(
					"privatelink.drain-delay is out of range: %d ms.".formatted(drainDelay.toMillis()),
					"Set privatelink.drain-delay to a duration from 0s to 120s.");
		}
	}

	/** Whether connections begin with a PROXY header. */
	public enum ProxyProtocol {

		/** Connections are plain; there is no endpoint id. */
		OFF,

		/** A connection without a PROXY v2 header is closed. */
		REQUIRED

	}

}
