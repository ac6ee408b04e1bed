package dev.crossaccount.gateway.telemetry;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.throttle.ThrottleOutcome;
import dev.crossaccount.gateway.trace.RequestTrace;
import dev.crossaccount.gateway.upstream.UpstreamCall;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/** Reads the fields of the access log off a request. */
final class AccessLogValues {

	/** Longer ones are not for a line, and thousands of lines may wait. */
	private static final int MAX_PATH = 1000;

	private AccessLogValues() {
	}

	/** A text, a number or an instant, or null if there is nothing to say. */
	static @Nullable Object of(RequestRecord request, AccessLogField field) {
		return switch (field) {
			case TIME -> request.time();
			case REQUEST_ID -> request.requestId();
			case TRACE_ID -> found(request, RequestTrace::of, RequestTrace::id);
			case CONSUMER -> found(request, Caller::find, Caller::consumer);
			case AUTH -> found(request, Caller::find, (caller) -> caller.method().text());
			case CLIENT_IP -> address(request.client());
			case METHOD -> request.isReadable() ? MethodNames.known(request.head().method().name()) : null;
			case PROVIDER -> found(request, Provider::of, Provider::name);
			case ROUTE -> found(request, Provider::route, (route) -> route);
			case PATH -> request.isReadable() ? path(request.head()) : null;
			case PROTOCOL -> request.isReadable() ? request.head().protocolVersion().text() : null;
			case STATUS -> request.status();
			case REQUEST_LENGTH -> request.requestBytes();
			case RESPONSE_LENGTH -> request.responseBytes();
			case UPSTREAM_STATUS -> found(request, UpstreamCall::of, (call) -> some(call.status()));
			case UPSTREAM_LATENCY ->
				found(request, UpstreamCall::of, (call) -> (call.nanos() > 0) ? millis(call.nanos()) : null);
			case UPSTREAM_ATTEMPTS -> found(request, UpstreamCall::of, (call) -> some(call.attempts()));
			case LATENCY -> millis(request.nanos());
			case THROTTLE -> found(request, ThrottleOutcome::of, (outcome) -> outcome);
			case ERROR -> request.error();
		};
	}

	private static <T> @Nullable Object found(RequestRecord request, Finding<T> finding, Reading<T> reading) {
		T found = (request.exchange() != null) ? finding.in(request.exchange()) : null;
		return (found != null) ? reading.of(found) : null;
	}

	/**
	 * Without a query, a fragment, parameters and a host, which have held credentials.
	 */
	static String path(HttpRequest head) {
		String target = head.uri();
		int host = target.indexOf("://");
		int begin = (target.startsWith("/") || host < 0) ? target.indexOf('/') : target.indexOf('/', host + 3);
		if (begin < 0) {
			return "";
		}
		int end = begin;
		while (end < target.length() && "?#;".indexOf(target.charAt(end)) < 0 && end - begin < MAX_PATH) {
			end++;
		}
		return target.substring(begin, end) + ((end - begin < MAX_PATH || end == target.length()) ? "" : "...");
	}

	static @Nullable String address(@Nullable InetSocketAddress client) {
		InetAddress address = (client != null) ? client.getAddress() : null;
		return (address != null) ? NetUtil.toAddressString(address) : null;
	}

	private static @Nullable Integer some(int number) {
		return (number != 0) ? number : null;
	}

	private static double millis(long nanos) {
		return nanos / 1000 / 1000.0;
	}

	/** Finds what a step left with a request. */
	private interface Finding<T> {

		@Nullable T in(ServerWebExchange exchange);

	}

	/** Reads a field off it. */
	private interface Reading<T> {

		@Nullable Object of(T found);

	}

}
