package dev.crossaccount.gateway.telemetry;

import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.trace.OnCollector;
import dev.crossaccount.gateway.trace.RequestTrace;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Says in a request's span what the access log says, by OpenTelemetry's names for HTTP,
 * and ends it.
 */
@Component
@Conditional(OnCollector.class)
class TraceEnd implements RequestObserver {

	private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

	private static final String OTHER_METHOD = "_OTHER";

	@Override
	public void ended(RequestRecord record) {
		ServerWebExchange exchange = record.exchange();
		RequestTrace trace = (exchange != null) ? RequestTrace.of(exchange) : null;
		if (exchange != null && trace != null) {
			trace.failed("cancelled");
			Span span = trace.span();
			describe(span, record, exchange);
			judge(span, record);
			span.end(
					TimeUnit.SECONDS.toNanos(record.time().getEpochSecond()) + record.time().getNano() + record.nanos(),
					TimeUnit.NANOSECONDS);
		}
	}

	private static void describe(Span span, RequestRecord record, ServerWebExchange exchange) {
		Provider provider = Provider.of(exchange);
		Caller caller = Caller.find(exchange);
		String route = Provider.route(exchange);
		String method = MethodNames.known(record.head().method().name());
		boolean isKnown = method.equals(record.head().method().name());
		span.updateName((isKnown ? method : "HTTP") + ((route != null) ? " " + route : ""));
		set(span, "http.request.method", isKnown ? method : OTHER_METHOD);
		set(span, "http.route", route);
		set(span, "url.path", AccessLogValues.path(record.head()));
		set(span, "url.scheme", exchange.getRequest().getURI().getScheme());
		set(span, "client.address", AccessLogValues.address(record.client()));
		set(span, "gateway.provider", (provider != null) ? provider.name() : null);
		set(span, "gateway.consumer", (caller != null) ? caller.consumer() : null);
		set(span, "gateway.request_id", record.requestId());
	}

	private static void judge(Span span, RequestRecord record) {
		boolean isAnswered = record.status() != RequestRecord.CLIENT_CLOSED_REQUEST;
		if (isAnswered) {
			span.setAttribute(STATUS, (long) record.status());
		}
		boolean isFailure = isAnswered && record.status() >= 500;
		if (record.error() != null) {
			set(span, "error.type", record.error());
		}
		else if (isFailure) {
			set(span, "error.type", Integer.toString(record.status()));
		}
		if (isFailure || "cut-off".equals(record.error())) {
			span.setStatus(StatusCode.ERROR);
		}
	}

	private static void set(Span span, String key, @Nullable String value) {
		if (value != null) {
			span.setAttribute(key, value);
		}
	}

}
