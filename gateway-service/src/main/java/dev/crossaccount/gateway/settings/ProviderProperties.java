package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One service behind the gateway, as it is written down.
 *
 * @param uri where its VPC endpoint answers: scheme (http or https), host and port, no
 * path. Required
 * @param paths path prefixes that it serves: each path and all below it. Required
 * @param methods HTTP methods that reach it; others get 405
 * @param connectTimeout longest wait for a connection, at most 10s
 * @param responseTimeout longest wait for the answer to begin once the request is sent,
 * and between two parts of it; at most 60s
 */
public record ProviderProperties(@Nullable String uri, @DefaultValue List<String> paths, @DefaultValue( {
		"GET", "HEAD" }) List<String> methods, @DefaultValue("1s") Duration connectTimeout,
		@DefaultValue("5s") Duration responseTimeout){

}
