package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Which requests are traced, and what becomes of the others, and of a collector that is
 * away.
 */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class TraceSettingsIT {

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static final String CLIENT = "00f067aa0ba902b7";

	private static final AtomicInteger COUNT = new AtomicInteger();

	private StubCollector collector;

	private StubProvider dogs;

	@BeforeEach
	void start() throws IOException {
		this.collector = new StubCollector();
		this.dogs = new StubProvider();
	}

	@AfterEach
	void stop() throws IOException {
		this.dogs.close();
		this.collector.close();
	}

	/** Or callers could have all their requests recorded, here and by the providers. */
	@Test
	void shouldNotLetACallerDecide() throws IOException {
		List<String> ids = new ArrayList<>();
		try (RunningGateway none = traced(this.collector.endpoint(), "management.tracing.sampling.probability=0")) {
			ids.add(send(none, "GET /dogs", "traceparent: 00-" + TRACE + "-" + CLIENT + "-01", "tracestate: a=1"));
			assertThat(this.dogs.lastRequest().header("traceparent")).isEqualTo("00-" + TRACE + "-" + CLIENT + "-00");
			assertThat(this.dogs.lastRequest().header("tracestate")).isEqualTo("a=1");
			ids.add(send(none, "GET /dogs"));
			assertThat(this.dogs.lastRequest().header("traceparent")).endsWith("-00");
		}
		assertThat(this.collector.received().toString()).doesNotContain(ids);
	}

	@Test
	void shouldLetCallersDecideIfTold() throws IOException {
		try (RunningGateway trusting = traced(this.collector.endpoint(),
				"management.opentelemetry.tracing.sampler=parent-based-trace-id-ratio",
				"management.tracing.sampling.probability=0")) {
			String id = send(trusting, "GET /dogs", "traceparent: 00-" + TRACE + "-" + CLIENT + "-01");
			this.collector.spans(id, 2);
			send(trusting, "GET /dogs");
			assertThat(this.dogs.lastRequest().header("traceparent")).endsWith("-00");
		}
	}

	@Test
	void shouldServeAndStopWithoutACollector(CapturedOutput output) throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			int lost = 0;
			for (int port : List.of(silent.getLocalPort(), 1)) {
				RunningGateway alone = traced("http://localhost:" + port + "/v1/traces",
						"management.tracing.sampling.probability=1");
				// More than can wait.
				for (int i = 0; i < 2500; i++) {
					send(alone, "GET /dogs");
				}
				Instant stop = Instant.now();
				alone.close();
				assertThat(Duration.between(stop, Instant.now())).isLessThan(Duration.ofSeconds(4));
				// What was being sent is given up within ten seconds. A program that
				// starts meanwhile in this JVM would keep the line from being logged.
				int expected = ++lost;
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.untilAsserted(
							() -> assertThat(output.getAll().lines().filter((line) -> line.contains("spans are lost")))
								.hasSize(expected));
			}
		}
		assertThat(output.getAll()).doesNotContain("io.opentelemetry", "\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "opentelemetry.tracing.export.otlp.endpoint, localhost:4318",
			"opentelemetry.tracing.export.otlp.endpoint, http:///v1/traces", "tracing.sampling.probability, 10",
			"opentelemetry.tracing.export.otlp.transport, grpc" })
	void shouldNotStartWithASettingThatIsWrong(String key, String value, CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(
				Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "http://localhost:4318/v1/traces"),
				"management." + key + "=" + value))
			.isNotNull();
		assertThat(output.getAll()).contains("management." + key + " is ").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "'', true, true, true", "http://localhost:4318/v1/traces, false, true, true",
			"http://localhost:4318/v1/traces, true, false, true",
			"http://localhost:4318/v1/traces, true, true, false" })
	void shouldHaveNothingOfTracingUnlessACollectorIsNamed(String endpoint, boolean openTelemetry, boolean export,
			boolean otlp) throws IOException {
		try (RunningGateway plain = RunningGateway.withEnvironment(
				Map.of("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", endpoint),
				"management.opentelemetry.enabled=" + openTelemetry, "management.tracing.export.enabled=" + export,
				"management.tracing.export.otlp.enabled=" + otlp, "gateway.providers.dogs.uri=" + this.dogs.uri())) {
			assertThat(plain.beanClasses()).isNotEmpty()
				.noneMatch((type) -> type.contains("opentelemetry") || type.contains("tracing")
						|| type.startsWith("dev.crossaccount.gateway.trace") || type.contains("TraceEnd"));
			send(plain, "GET /dogs", "traceparent: 00-" + TRACE + "-" + CLIENT + "-01");
			assertThat(this.dogs.lastRequest().header("traceparent")).isEqualTo("00-" + TRACE + "-" + CLIENT + "-01");
		}
	}

	private RunningGateway traced(String endpoint, String... settings) {
		return RunningGateway.with(Stream
			.concat(Stream.of("gateway.providers.dogs.uri=" + this.dogs.uri(), "gateway.access-log.enabled=false",
					"management.opentelemetry.tracing.export.otlp.endpoint=" + endpoint), Stream.of(settings))
			.toArray(String[]::new));
	}

	private static String send(RunningGateway gateway, String request, String... headers) throws IOException {
		String id = "trace-" + COUNT.incrementAndGet() + "-";
		RawClient.send(gateway.port(), request,
				Stream.concat(Stream.of("X-Request-Id: " + id), Stream.of(headers)).toArray(String[]::new));
		return id;
	}

}
