package dev.crossaccount.gateway.throttle;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/** What was decided about a request: what the telemetry shows of it. */
public final class ThrottleOutcome {

	private static final String ADMITTED = "admitted";

	private ThrottleOutcome() {
	}

	/**
	 * The decision about a request.
	 * @param exchange the request
	 * @return {@code admitted}, or the names of the limits that it met, with commas, such
	 * as {@code rate,day}; {@code null} if it was answered before
	 */
	public static @Nullable String of(ServerWebExchange exchange) {
		return exchange.getAttribute(ThrottleOutcome.class.getName());
	}

	static void note(ServerWebExchange exchange, Decision decision) {
		exchange.getAttributes()
			.put(ThrottleOutcome.class.getName(),
					decision.admitted() ? ADMITTED
							: decision.violated()
								.stream()
								.map((balance) -> balance.limit().name())
								.collect(Collectors.joining(",")));
	}

}
