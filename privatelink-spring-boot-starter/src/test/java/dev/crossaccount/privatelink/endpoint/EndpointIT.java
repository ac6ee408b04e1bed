package dev.crossaccount.privatelink.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class EndpointIT {

	private final ConfigurableApplicationContext open = TestService.start("privatelink.proxy-protocol=required");

	private final ConfigurableApplicationContext guarded = TestService.start("privatelink.proxy-protocol=required",
			"privatelink.allowed-endpoints=vpce-0a," + ProxyBytes.ENDPOINT, "management.server.port=0");

	@AfterAll
	void stop() {
		this.open.close();
		this.guarded.close();
	}

	@Test
	void shouldPutTheEndpointIntoTheMdc() {
		assertThat(get(this.open, ProxyBytes.through(ProxyBytes.ENDPOINT), "/seen", "X-Request-Id: r1"))
			.endsWith("mdc=r1/" + ProxyBytes.ENDPOINT);
	}

	@Test
	void shouldServeAnyoneWithoutAList() {
		assertThat(get(this.open, ProxyBytes.through("vpce-0123"), "/ok")).endsWith("served");
		assertThat(get(this.open, ProxyBytes.withoutEndpoint(), "/ok")).endsWith("served");
	}

	@Test
	void shouldServeAllowedEndpoints() {
		assertThat(get(this.guarded, ProxyBytes.through("vpce-0a"), "/ok")).endsWith("served");
		assertThat(get(this.guarded, ProxyBytes.through(ProxyBytes.ENDPOINT), "/ok")).endsWith("served");
	}

	@Test
	void shouldRefuseOthersWithAProblem() {
		byte[][] others = { ProxyBytes.through("vpce-0b"), ProxyBytes.withoutEndpoint(), ProxyBytes.header(0x20, 0x00),
				ProxyBytes.through("vpce-0A") };
		for (byte[] other : others) {
			assertThat(get(this.guarded, other, "/ok", "X-Request-Id: r2")).startsWith("HTTP/1.1 403 ")
				.contains("Content-Type: application/problem+json", "X-Request-Id: r2",
						"\"type\":\"urn:problem-type:endpoint-not-allowed\"", "\"instance\":\"/ok\"",
						"\"requestId\":\"r2\"")
				.doesNotContain("served");
		}
	}

	@Test
	void shouldRefuseBeforeItSaysWhatThereIs() {
		assertThat(get(this.guarded, ProxyBytes.withoutEndpoint(), "/nothing")).startsWith("HTTP/1.1 403 ");
		assertThat(get(this.guarded, ProxyBytes.withoutEndpoint(), "/error")).startsWith("HTTP/1.1 403 ");
	}

	@Test
	void shouldNotGuardTheManagementPort() {
		assertThat(Wire.get(TestService.managementPort(this.guarded), "/actuator/health")).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void shouldWarnOncePerEndpoint(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			get(this.guarded, ProxyBytes.through("vpce-0c"), "/ok");
			get(this.guarded, ProxyBytes.through("vpce-0d"), "/ok");
		}
		assertThat(output.getAll().split("WARN .*Refusing requests of vpce-0c", -1)).hasSize(2);
		assertThat(output.getAll().split("WARN .*Refusing requests of vpce-0d", -1)).hasSize(2);
	}

	@Test
	void shouldTagTheMetric() {
		get(this.guarded, ProxyBytes.through("vpce-0a"), "/ok");
		get(this.guarded, ProxyBytes.through("vpce-0e"), "/ok");
		get(this.guarded, ProxyBytes.withoutEndpoint(), "/ok");
		MeterRegistry meters = this.guarded.getBean(MeterRegistry.class);
		for (String value : new String[] { "vpce-0a", "other", "none" }) {
			Awaitility.await()
				.untilAsserted(() -> assertThat(
						meters.find("http.server.requests").tag(VpcEndpoint.METRIC_TAG, value).timers())
					.as(value)
					.extracting(Timer::count)
					.isNotEmpty());
		}
		assertThat(meters.find("http.server.requests").tag(VpcEndpoint.METRIC_TAG, "vpce-0e").timers()).isEmpty();
	}

	@Test
	void shouldExtendTheAccessLog(CapturedOutput output) {
		ConfigurableApplicationContext logging = TestService.start("privatelink.proxy-protocol=required",
				"privatelink.allowed-endpoints=vpce-0a", "server.jetty.accesslog.enabled=true");
		try (logging) {
			get(logging, ProxyBytes.through("vpce-0a"), "/ok?logged", "X-Request-Id: r3");
			get(logging, ProxyBytes.withoutEndpoint(), "/ok?refused", "X-Request-Id: r4");
			Awaitility.await()
				.untilAsserted(() -> assertThat(output.getErr())
					.containsPattern("10\\.1\\.2\\.3 - - .* \"GET /ok\\?logged HTTP/1.1\" 200 \\d+ \"r3\" \"vpce-0a\"")
					.containsPattern("10\\.1\\.2\\.3 - - .* \"GET /ok\\?refused HTTP/1.1\" 403 \\d+ \"r4\" \"-\""));
		}
	}

	@Test
	void shouldLeaveACustomAccessLogAlone(CapturedOutput output) {
		ConfigurableApplicationContext own = TestService.start("privatelink.proxy-protocol=required",
				"server.jetty.accesslog.enabled=true",
				"server.jetty.accesslog.custom-format=own %{vpcEndpointId}attr end");
		try (own) {
			get(own, ProxyBytes.through("vpce-0a"), "/ok");
			Awaitility.await().untilAsserted(() -> assertThat(output.getErr().lines()).contains("own vpce-0a end"));
		}
	}

	private static String get(ConfigurableApplicationContext service, byte[] proxyHeader, String path,
			String... headers) {
		try (Wire wire = Wire.to(TestService.port(service))) {
			return wire.send(proxyHeader, Wire.request("GET", path, headers)).readAll();
		}
	}

}
