package dev.crossaccount.privatelink.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a collector is told of a service's requests, and that nothing is done without one.
 */
@ExtendWith(OutputCaptureExtension.class)
class TraceIT {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String GATEWAY = "00f067aa0ba902b7";

	private static final String SAMPLED = "traceparent: 00-" + TRACE + "-" + GATEWAY + "-01";

	private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();

	private HttpServer collector;

	@BeforeEach
	void start() throws IOException {
		this.collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.collector.createContext("/v1/traces", this::receive);
		this.collector.start();
	}

	@AfterEach
	void stop() {
		this.collector.stop(0);
	}

	@Test
	void shouldContinueTheTraceOfTheGateway(CapturedOutput output) {
		try (ConfigurableApplicationContext service = traced()) {
			get(service, "/number?value=41", SAMPLED, "x-api-key: secret");
			get(service, "/fails", SAMPLED, "X-Request-Id: r1");
			await().until(() -> spans().count() == 2);
		}
		Span span = spans().filter((candidate) -> candidate.getName().equals("http get /number"))
			.findFirst()
			.orElseThrow();
		assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
		assertThat(hex(span.getParentSpanId())).isEqualTo(GATEWAY);
		assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
		assertThat(this.received.toString()).doesNotContain("secret", "value=41");
		assertThat(output.getAll()).contains("[r1 " + TRACE + "]");
	}

	/** The gateway has decided. */
	@Test
	void shouldNotTraceWhatTheGatewayDoesNot() {
		try (ConfigurableApplicationContext service = traced("management.tracing.sampling.probability=1",
				"management.server.port=0")) {
			get(service, "/ok", "traceparent: 00-" + TRACE + "-" + GATEWAY + "-00");
			getHealth(service);
			get(service, "/seen", SAMPLED);
			await().until(() -> spans().count() > 0);
		}
		assertThat(spans()).extracting(Span::getName).containsExactly("http get /seen");
	}

	@Test
	void shouldHaveNothingOfTracingUnlessACollectorIsNamed() {
		try (ConfigurableApplicationContext service = TestService
			.start(Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", ""))) {
			assertThat(Arrays.stream(service.getBeanDefinitionNames())
				.map((name) -> service.getBean(name).getClass().getName())).isNotEmpty()
				.noneMatch((type) -> type.contains("opentelemetry") || type.contains("tracing")
						|| type.startsWith("dev.crossaccount.privatelink.trace"));
			get(service, "/ok", SAMPLED);
		}
	}

	@Test
	void shouldServeWithoutTheCollector(CapturedOutput output) {
		this.collector.stop(0);
		try (ConfigurableApplicationContext service = traced()) {
			get(service, "/ok", SAMPLED);
			await().until(() -> output.getAll().contains("spans are lost"));
			get(service, "/ok", SAMPLED);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("spans are lost"))).hasSize(1);
		assertThat(output.getAll()).doesNotContain("\tat ", "io.opentelemetry");
	}

	private ConfigurableApplicationContext traced(String... properties) {
		return TestService.start(Stream.concat(
				Stream.of(OnCollector.ENDPOINT + "=http://localhost:" + this.collector.getAddress().getPort()
						+ "/v1/traces", "management.opentelemetry.tracing.export.schedule-delay=50ms"),
				Stream.of(properties))
			.toArray(String[]::new));
	}

	private static void get(ConfigurableApplicationContext service, String path, String... headers) {
		get(TestService.port(service), path, headers);
	}

	private static void getHealth(ConfigurableApplicationContext service) {
		get(TestService.managementPort(service), "/actuator/health");
	}

	private static void get(int port, String path, String... headers) {
		try (Wire wire = Wire.to(port)) {
			assertThat(wire.send(Wire.request("GET", path, headers)).readAll()).startsWith("HTTP/1.1");
		}
	}

	private void receive(HttpExchange exchange) throws IOException {
		this.received.addAll(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList());
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private Stream<Span> spans() {
		return this.received.stream()
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream());
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toByteArray());
	}

}
