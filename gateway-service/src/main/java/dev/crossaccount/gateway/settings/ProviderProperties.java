package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One service behind the gateway, as it is written down.
 *
 * @param uri where its VPC endpoint answers: scheme (http or https), host and port, no
 * path. Required
 * @param account number of the AWS account that it lives in, for the live map; not shown
 * when left out
 * @param paths path prefixes that it serves: each path and all below it. Required
 * @param methods HTTP methods that reach it; others get 405
 * @param connectTimeout longest wait for a connection, at most 10s
 * @param responseTimeout longest wait for the answer to begin once the request is sent,
 * and between two parts of it; at most 60s
 * @param access who may call it, rule by rule; {@code gateway.access} decides where no
 * rule fits
 * @param rate most requests from all callers together, such as {@code 500/s}; no limit
 * when left out
 * @param burst how many of those may come at once; as many as the rate has in its period
 * when left out
 * @param maxBody largest body of a request; {@code gateway.limits.max-body} when left out
 * @param maxInFlight most requests that it is serving;
 * {@code gateway.limits.max-in-flight-per-provider} when left out
 * @param concurrency most requests that it works on, without those whose body is still
 * coming or whose answer has begun; no limit when left out
 * @param breaker when to stop asking it
 * @param retry when to send a request to it again
 * @param cors which web pages may call it from a browser; none when left out
 * @param forwardCredentials whether it gets the caller's API key or token
 * @param deprecation that, and until when, it should no longer be used; not at all when
 * left out
 */
public record ProviderProperties(@Nullable String uri, @Nullable String account, @DefaultValue List<String> paths,
		@DefaultValue( {
				"GET", "HEAD" }) List<String> methods,
		@DefaultValue("1s") Duration connectTimeout, @DefaultValue("5s") Duration responseTimeout,
		@DefaultValue @NestedConfigurationProperty List<AccessRuleProperties> access, @Nullable Rate rate,
		@Nullable Integer burst, @Nullable DataSize maxBody, @Nullable Integer maxInFlight,
		@Nullable Integer concurrency, @DefaultValue @NestedConfigurationProperty BreakerProperties breaker,
		@DefaultValue @NestedConfigurationProperty RetryProperties retry,
		@Nullable @NestedConfigurationProperty CorsProperties cors, @DefaultValue("false") boolean forwardCredentials,
		@Nullable @NestedConfigurationProperty DeprecationProperties deprecation){

}
