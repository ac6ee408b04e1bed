package dev.crossaccount.privatelink.endpoint;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus reads at the management port. */
@TestInstance(Lifecycle.PER_CLASS)
class MetricsIT {

	private static final int MANY = 1000;

	private final ConfigurableApplicationContext open = start();

	private final ConfigurableApplicationContext guarded = start("privatelink.allowed-endpoints=vpce-0a");

	@AfterAll
	void stop() {
		this.open.close();
		this.guarded.close();
	}

	@Test
	void shouldCountRequestsByEndpointAndRoute() {
		send(this.guarded, ProxyBytes.through("vpce-0a"), "GET", "/number?value=1");
		send(this.guarded, ProxyBytes.through("vpce-0b"), "GET", "/number?value=2");
		send(this.guarded, ProxyBytes.withoutEndpoint(), "GET", "/number?value=3");
		awaitLine(this.guarded, "_count\\{.*status=\"200\",uri=\"/number\",vpc_endpoint_id=\"vpce-0a\"\\} 1");
		awaitLine(this.guarded, "_count\\{.*status=\"403\",uri=\"UNKNOWN\",vpc_endpoint_id=\"other\"\\} 1");
		awaitLine(this.guarded, "_count\\{.*status=\"403\",uri=\"UNKNOWN\",vpc_endpoint_id=\"none\"\\} 1");
	}

	@Test
	void shouldHaveTwelveBuckets() {
		send(this.open, ProxyBytes.through("vpce-0a"), "GET", "/seen");
		awaitLine(this.open, "_count\\{.*uri=\"/seen\".*");
		assertThat(series(this.open).stream()
			.filter((line) -> line.contains("_bucket") && line.contains("uri=\"/seen\""))
			.map((line) -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1"))).containsExactly("0.005", "0.01", "0.025",
					"0.05", "0.1", "0.25", "0.5", "1.0", "2.0", "3.0", "5.0", "10.0", "+Inf");
	}

	@Test
	void shouldNotCountItsOwnReaders() {
		series(this.open);
		series(this.open);
		assertThat(series(this.open)).noneMatch((line) -> line.contains("actuator"));
	}

	@Test
	void shouldHaveNoMoreSeriesForMadeUpPaths() {
		assertBounded(this.open, (i) -> send(this.open, ProxyBytes.through("vpce-0a"), "GET", "/made/up" + i));
	}

	@Test
	void shouldHaveNoMoreSeriesForMadeUpMethods() {
		assertBounded(this.open, (i) -> send(this.open, ProxyBytes.through("vpce-0a"), "M" + i, "/ok"));
		assertBounded(this.open, (i) -> send(this.open, ProxyBytes.through("vpce-0a"), "M" + i, "/none" + i));
	}

	@Test
	void shouldHaveNoMoreSeriesForMadeUpEndpointsThanTwenty() {
		for (int i = 0; i < 30; i++) {
			send(this.open, ProxyBytes.through("vpce-1" + i), "GET", "/ok");
		}
		assertBounded(this.open, (i) -> send(this.open, ProxyBytes.through("vpce-2" + i), "GET", "/ok"));
		assertThat(series(this.open).stream()
			.filter((line) -> line.startsWith("http_server_requests"))
			.map((line) -> line.replaceAll(".*vpc_endpoint_id=\"([^\"]*)\".*", "$1"))
			.distinct()).hasSizeLessThanOrEqualTo(22).contains("other");
	}

	@Test
	void shouldHaveNoSeriesForEndpointsThatAreNotAllowed() {
		send(this.guarded, ProxyBytes.through("vpce-20"), "GET", "/ok");
		assertBounded(this.guarded, (i) -> send(this.guarded, ProxyBytes.through("vpce-2" + i), "GET", "/ok"));
		assertThat(series(this.guarded)).noneMatch((line) -> line.contains("vpce-2"));
	}

	/**
	 * The first hundred find all series that there are to find. A request sent before may
	 * be counted late.
	 */
	private static void assertBounded(ConfigurableApplicationContext service, IntConsumer request) {
		long before = requests(service);
		for (int i = 0; i < 100; i++) {
			request.accept(i);
		}
		Awaitility.await().until(() -> requests(service) >= before + 100);
		int bound = series(service).size();
		for (int i = 100; i < MANY; i++) {
			request.accept(i);
		}
		Awaitility.await().until(() -> requests(service) >= before + MANY);
		assertThat(series(service).size()).isLessThanOrEqualTo(bound);
	}

	private static long requests(ConfigurableApplicationContext service) {
		return series(service).stream()
			.filter((line) -> line.startsWith("http_server_requests_seconds_count"))
			.mapToLong((line) -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private static void awaitLine(ConfigurableApplicationContext service, String pattern) {
		Pattern line = Pattern.compile("http_server_requests_seconds" + pattern);
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(series(service)).anyMatch((candidate) -> line.matcher(candidate).lookingAt()));
	}

	/**
	 * Every series but those of the JVM and of Jetty, which come and go by themselves.
	 */
	private static List<String> series(ConfigurableApplicationContext service) {
		return Wire.get(TestService.managementPort(service), "/actuator/prometheus")
			.lines()
			.filter((line) -> line.matches("[a-z].*\\{.*} .*") && !line.startsWith("jvm_"))
			.toList();
	}

	private static void send(ConfigurableApplicationContext service, byte[] proxyHeader, String method, String path) {
		try (Wire wire = Wire.to(TestService.port(service))) {
			assertThat(wire.send(proxyHeader, Wire.request(method, path)).readAll()).startsWith("HTTP/1.1 ");
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		String[] all = { "privatelink.proxy-protocol=required", "management.server.port=0",
				"management.endpoints.web.exposure.include=prometheus",
				(properties.length > 0) ? properties[0] : "logging.level.root=info" };
		return TestService.start(all);
	}

}
