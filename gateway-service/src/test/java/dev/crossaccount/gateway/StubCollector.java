package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

import static org.awaitility.Awaitility.await;

/** Takes spans as an OpenTelemetry Collector does, by OTLP over HTTP. */
class StubCollector implements AutoCloseable {

	private final HttpServer server;

	private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();

	StubCollector() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
	}

	String endpoint() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	List<ResourceSpans> received() {
		return this.received;
	}

	List<Span> spans() {
		return this.received.stream()
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.toList();
	}

	/**
	 * The spans of the request with this id, and those below it, in order of their start.
	 */
	List<Span> spans(String requestId, int count) {
		await().until(() -> ofRequest(requestId).size() >= count);
		return ofRequest(requestId);
	}

	private List<Span> ofRequest(String requestId) {
		List<Span> spans = spans();
		return spans.stream()
			.filter((span) -> requestId.equals(attribute(span, "gateway.request_id")))
			.flatMap((server) -> spans.stream()
				.filter((span) -> span.equals(server) || span.getParentSpanId().equals(server.getSpanId())))
			.sorted((one, other) -> Long.compare(one.getStartTimeUnixNano(), other.getStartTimeUnixNano()))
			.toList();
	}

	static String attribute(Span span, String key) {
		return span.getAttributesList()
			.stream()
			.filter((attribute) -> attribute.getKey().equals(key))
			.map((attribute) -> text(attribute.getValue()))
			.findFirst()
			.orElse("");
	}

	static String attributes(Span span) {
		return span.getAttributesList()
			.stream()
			.sorted((one, other) -> one.getKey().compareTo(other.getKey()))
			.map(StubCollector::text)
			.collect(Collectors.joining(" "));
	}

	private static String text(KeyValue attribute) {
		return attribute.getKey() + "=" + text(attribute.getValue());
	}

	private static String text(AnyValue value) {
		return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
	}

	private void receive(HttpExchange exchange) throws IOException {
		this.received.addAll(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList());
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
