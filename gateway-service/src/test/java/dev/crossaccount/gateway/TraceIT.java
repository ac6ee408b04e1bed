package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a collector is told of requests. */
class TraceIT {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String CLIENT = "00f067aa0ba902b7";

	private static final AtomicInteger COUNT = new AtomicInteger();

	private static Path log;

	private static StubCollector collector;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		collector = new StubCollector();
		todo = new StubProvider();
		log = folder.resolve("access.log");
		String consumers = new PlansFile(folder).plan("anonymous", "{rate: 1000/s, burst: 1000}")
			.consumer("acme", "anonymous")
			.write();
		gateway = RunningGateway.withEnvironment(
				Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", collector.endpoint(), "CONSUMERS_FILE",
						consumers),
				"gateway.providers.todo.uri=" + todo.uri(), "gateway.providers.todo.retry.backoff=1ms",
				"gateway.providers.todo.response-timeout=500ms", "gateway.access-log.file=" + log,
				"management.tracing.sampling.probability=1",
				"management.opentelemetry.tracing.export.schedule-delay=50ms");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
		collector.close();
	}

	@BeforeEach
	void reset() {
		todo.answering(StubProvider.text("ok"));
	}

	@Test
	void shouldTellOfARequestAndOfItsProvider() throws IOException {
		Instant before = Instant.now();
		String id = send(gateway, "GET /todo/a?token=secret-1", "x-api-key: acme", "Cookie: secret-2");
		List<Span> spans = collector.spans(id, 2);
		Span server = spans.get(0);
		Span client = spans.get(1);
		assertThat(server.getName()).isEqualTo("GET /todo");
		assertThat(server.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
		assertThat(server.getParentSpanId()).isEqualTo(ByteString.EMPTY);
		assertThat(StubCollector.attributes(server)).isEqualTo("client.address=127.0.0.1 gateway.consumer=acme"
				+ " gateway.provider=todo gateway.request_id=" + id + " http.request.method=GET"
				+ " http.response.status_code=200 http.route=/todo url.path=/todo/a url.scheme=http");
		assertThat(client.getName()).isEqualTo("GET");
		assertThat(client.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
		assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
		assertThat(client.getTraceId()).isEqualTo(server.getTraceId());
		assertThat(StubCollector.attributes(client)).isEqualTo("gateway.provider=todo http.request.method=GET"
				+ " http.response.status_code=200 server.address=localhost server.port=" + todo.port());
		assertThat(server.getStartTimeUnixNano() / 1000_000).isBetween(before.toEpochMilli(),
				Instant.now().toEpochMilli());
		assertThat(server.getEndTimeUnixNano()).isGreaterThan(client.getEndTimeUnixNano());
		assertThat(client.getEndTimeUnixNano()).isGreaterThan(client.getStartTimeUnixNano());
		assertThat(todo.lastRequest().header("traceparent"))
			.isEqualTo("00-" + hex(client.getTraceId()) + "-" + hex(client.getSpanId()) + "-01");
		assertThat(line(id).get("traceId").asString()).isEqualTo(hex(client.getTraceId()));
		assertThat(collector.received().toString()).contains("gateway-service").doesNotContain("secret", "x-api-key");
	}

	/** The client's own flag changes nothing. */
	@ParameterizedTest
	@CsvSource({ "00", "01" })
	void shouldContinueTheTraceOfTheClient(String flags) throws IOException {
		String id = send(gateway, "GET /todo", "traceparent: 00-" + TRACE + "-" + CLIENT + "-" + flags,
				"tracestate: vendor=1");
		List<Span> spans = collector.spans(id, 2);
		assertThat(spans).extracting((span) -> hex(span.getTraceId())).containsOnly(TRACE);
		assertThat(hex(spans.get(0).getParentSpanId())).isEqualTo(CLIENT);
		assertThat(todo.lastRequest().header("traceparent"))
			.isEqualTo("00-" + TRACE + "-" + hex(spans.get(1).getSpanId()) + "-01");
		assertThat(todo.lastRequest().header("tracestate")).isEqualTo("vendor=1");
	}

	@Test
	void shouldTellOfEachAttempt() throws IOException {
		AtomicInteger failures = new AtomicInteger(1);
		todo.answering((request, socket, out) -> StubProvider
			.raw("HTTP/1.1 " + ((failures.getAndDecrement() > 0) ? "503 No" : "200 OK")
					+ "\r\nContent-Length: 0\r\n\r\n")
			.write(request, socket, out));
		String id = send(gateway, "GET /todo");
		List<Span> spans = collector.spans(id, 3);
		assertThat(spans).extracting((span) -> StubCollector.attribute(span, "http.response.status_code"))
			.containsExactly("200", "503", "200");
		assertThat(StubCollector.attributes(spans.get(1))).contains("error.type=503").doesNotContain("resend");
		assertThat(StubCollector.attributes(spans.get(2))).contains("http.request.resend_count=1")
			.doesNotContain("error");
		assertThat(spans).extracting((span) -> span.getStatus().getCode())
			.containsExactly(StatusCode.STATUS_CODE_UNSET, StatusCode.STATUS_CODE_ERROR, StatusCode.STATUS_CODE_UNSET);
		assertThat(todo.lastRequest().header("traceparent")).contains(hex(spans.get(2).getSpanId()));
	}

	@Test
	void shouldTellOfAProviderThatIsSilent() throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(5000));
		String id = send(gateway, "GET /todo");
		List<Span> spans = collector.spans(id, 2);
		assertThat(StubCollector.attributes(spans.get(0))).contains("error.type=gateway-timeout",
				"http.response.status_code=504");
		assertThat(StubCollector.attributes(spans.get(1))).contains("error.type=timeout").doesNotContain("status_code");
		assertThat(spans).extracting((span) -> span.getStatus().getCode()).containsOnly(StatusCode.STATUS_CODE_ERROR);
	}

	@Test
	void shouldTellThatTheClientLeft() throws IOException {
		todo.answering((request, socket, out) -> Thread.sleep(300));
		String id = "left-" + COUNT.incrementAndGet();
		int before = todo.requests().size();
		try (RawClient client = new RawClient(gateway.port())) {
			client.write(RawClient.head("GET /todo", "X-Request-Id: " + id));
			await().until(() -> todo.requests().size() > before);
		}
		List<Span> spans = collector.spans(id, 2);
		assertThat(StubCollector.attributes(spans.get(0))).contains("error.type=client-closed")
			.doesNotContain("status_code");
		assertThat(StubCollector.attribute(spans.get(1), "error.type")).isIn("cancelled", "bad_answer", "request");
	}

	@ParameterizedTest
	@CsvSource({ "GET /nothing, GET, not-found, GET", "DELETE /dogs, DELETE /dogs, method-not-allowed, DELETE",
			"BREW /todo, HTTP /todo, method-not-allowed, _OTHER" })
	void shouldTellOfWhatIsRefused(String request, String name, String error, String method) throws IOException {
		Span span = collector.spans(send(gateway, request), 1).get(0);
		assertThat(span.getName()).isEqualTo(name);
		assertThat(StubCollector.attribute(span, "error.type")).isEqualTo(error);
		assertThat(StubCollector.attribute(span, "http.request.method")).isEqualTo(method);
		assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
	}

	@Test
	void shouldHaveNoMoreToTellOfHealthChecks() throws IOException {
		RawClient.send(gateway.managementPort(), "GET /actuator/health/liveness");
		collector.spans(send(gateway, "GET /todo"), 2);
		assertThat(collector.received().toString()).doesNotContain("actuator");
	}

	/** Sends a request, reads its answer, and gives its id. */
	private static String send(RunningGateway gateway, String request, String... headers) throws IOException {
		String id = "trace-" + COUNT.incrementAndGet() + "-";
		RawClient.send(gateway.port(), request,
				Stream.concat(Stream.of("X-Request-Id: " + id), Stream.of(headers)).toArray(String[]::new));
		return id;
	}

	private static JsonNode line(String id) throws IOException {
		await().until(() -> Files.readString(log).contains(id));
		return Files.readString(log)
			.lines()
			.filter((line) -> line.contains(id))
			.map(new JsonMapper()::readTree)
			.findFirst()
			.orElseThrow();
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

}
