package dev.crossaccount.gateway;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.FixedHostPortGenericContainer;
import org.testcontainers.containers.GenericContainer;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Gateways that share a Valkey, and what they do when it is slow or gone. */
@RequiresDocker
@ExtendWith(OutputCaptureExtension.class)
class ValkeyThrottleIT {

	private static final String LOST = "each gateway counts requests for itself";

	private static final String BACK = "is back: requests are counted there again";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	Path folder;

	private final int port = freePort();

	private final List<RunningGateway> gateways = new ArrayList<>();

	private final GenericContainer<?> valkey = valkey(this.port);

	private StubProvider provider;

	private String plans;

	@BeforeEach
	void prepare() throws IOException {
		this.provider = new StubProvider();
		this.plans = new PlansFile(this.folder).plan("anonymous", "{rate: 100/s, burst: 20}")
			.plan("slow", "{rate: 1/h, burst: 3}")
			.plan("wide", "{rate: 100000/s, burst: 100000}")
			.consumer("slow", "slow")
			.consumer("wide", "wide")
			.write();
	}

	@AfterEach
	void stop(CapturedOutput output) throws IOException {
		this.gateways.forEach(RunningGateway::close);
		this.provider.close();
		this.valkey.stop();
		assertThat(output).doesNotContain("hush", "\tat ", "LEAK");
	}

	@Test
	void shouldCountOnceForAllGateways() throws IOException {
		this.valkey.start();
		int first = counting(start()).port();
		int second = counting(start()).port();
		assertThat(remaining(first)).isEqualTo(2);
		assertThat(remaining(second)).isEqualTo(1);
		assertThat(remaining(first)).isZero();
		assertThat(get(second, "slow").status()).isEqualTo(429);
		assertThat(get(second, "slow").header("Retry-After")).isNotBlank();
	}

	@Test
	void shouldAdmitThePlansRateInTotalWithThreeGateways() throws Exception {
		this.valkey.start();
		List<Integer> ports = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ports.add(counting(start("gateway.throttle.budget=1s")).port());
		}
		AtomicInteger admitted = new AtomicInteger();
		long begin = System.nanoTime();
		long end = begin + Duration.ofSeconds(6).toNanos();
		ExecutorService clients = Executors.newFixedThreadPool(ports.size());
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int port : ports) {
				running.add(clients.submit(() -> load(port, end, admitted)));
			}
			for (Future<?> client : running) {
				client.get();
			}
		}
		finally {
			clients.shutdown();
		}
		double allowed = 20 + 100 * (System.nanoTime() - begin) / 1e9;
		assertThat((double) admitted.get()).isBetween(0.95 * allowed, 1.05 * allowed);
		assertThat(fallbacks(this.gateways.get(0))).isZero();
	}

	@Test
	void shouldAskValkeyOnceForEachRequest() throws Exception {
		this.valkey.start();
		int port = counting(start("gateway.throttle.budget=1s")).port();
		get(port, "wide");
		this.valkey.execInContainer("valkey-cli", "--no-auth-warning", "-a", "hush", "CONFIG", "RESETSTAT");
		for (int i = 0; i < 50; i++) {
			assertThat(get(port, "wide").status()).isEqualTo(200);
		}
		assertThat(this.valkey.execInContainer("valkey-cli", "--no-auth-warning", "-a", "hush", "INFO", "commandstats")
			.getStdout()).contains("cmdstat_evalsha:calls=50,");
	}

	@Test
	void shouldCountLocallyWhileValkeyHangsAndReturn(CapturedOutput output) throws Exception {
		this.valkey.start();
		RunningGateway gateway = counting(start());
		double before = fallbacks(gateway);
		// A gateway that starts on a busy machine may have been late already.
		int lost = times(LOST, output);
		int back = times(BACK, output);
		pause(true);
		long begin = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			assertThat(get(gateway.port(), "wide").status()).isEqualTo(200);
		}
		// A few of them wait for their budget; if each did, it would be 5 s.
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(2500));
		assertThat(active(gateway)).isEqualTo(1);
		assertThat(fallbacks(gateway) - before).isEqualTo(100);
		assertThat(times(LOST, output)).isEqualTo(lost + 1);
		assertThat(output).contains("did not answer within 50 ms");
		// Long enough for several vain questions.
		await().pollDelay(Duration.ofSeconds(4)).until(() -> true);
		assertThat(times(LOST, output)).isEqualTo(lost + 1);
		pause(false);
		await().atMost(PATIENCE).until(() -> active(gateway) == 0);
		assertThat(times(BACK, output)).isEqualTo(back + 1);
		assertThat(get(gateway.port(), "wide").status()).isEqualTo(200);
		assertThat(fallbacks(gateway) - before).isEqualTo(100);
	}

	private static int times(String words, CapturedOutput output) {
		return output.toString().split(words, -1).length - 1;
	}

	@Test
	void shouldStayWithValkeyWhenOneAnswerIsLate(CapturedOutput output) throws Exception {
		this.valkey.start();
		RunningGateway gateway = counting(start("gateway.throttle.budget=500ms"));
		double before = fallbacks(gateway);
		assertThat(remaining(gateway.port())).isEqualTo(2);
		pause(true);
		assertThat(remaining(gateway.port())).as("counted locally, from full").isEqualTo(2);
		pause(false);
		assertThat(remaining(gateway.port())).as("after what Valkey counted too").isZero();
		assertThat(fallbacks(gateway) - before).isEqualTo(1);
		assertThat(active(gateway)).isZero();
		assertThat(output).doesNotContain(LOST);
	}

	@Test
	void shouldCountLocallyWhileValkeyIsGoneAndReturn(CapturedOutput output) throws Exception {
		this.valkey.start();
		RunningGateway gateway = counting(start());
		assertThat(remaining(gateway.port())).isEqualTo(2);
		this.valkey.stop();
		assertThat(remaining(gateway.port())).isEqualTo(2);
		assertThat(active(gateway)).isEqualTo(1);
		assertThat(times(LOST, output)).isEqualTo(1);
		this.valkey.start();
		await().atMost(PATIENCE).until(() -> active(gateway) == 0);
		assertThat(times(BACK, output)).isEqualTo(1);
		assertThat(remaining(gateway.port())).isEqualTo(2);
		assertThat(remaining(gateway.port())).isEqualTo(1);
	}

	@Test
	void shouldStartWithoutValkeyAndFindItLater(CapturedOutput output) throws IOException {
		RunningGateway gateway = start();
		assertThat(remaining(gateway.port())).isEqualTo(2);
		await().atMost(PATIENCE).until(() -> output.toString().contains(LOST));
		this.valkey.start();
		await().atMost(PATIENCE).until(() -> active(gateway) == 0);
		assertThat(remaining(gateway.port())).isEqualTo(2);
		assertThat(times(LOST, output)).isEqualTo(1);
	}

	@Test
	void shouldCountLocallyWhenValkeyRefusesToStore(CapturedOutput output) throws Exception {
		this.valkey.start();
		RunningGateway gateway = counting(start());
		this.valkey.execInContainer("valkey-cli", "--no-auth-warning", "-a", "hush", "CONFIG", "SET", "maxmemory", "1");
		assertThat(remaining(gateway.port())).isEqualTo(2);
		assertThat(active(gateway)).isEqualTo(1);
		// A probe that only read would come and go every second.
		await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		assertThat(output).doesNotContain(BACK);
		this.valkey.execInContainer("valkey-cli", "--no-auth-warning", "-a", "hush", "CONFIG", "SET", "maxmemory", "0");
		await().atMost(PATIENCE).until(() -> active(gateway) == 0);
	}

	private Void load(int port, long end, AtomicInteger admitted) throws IOException {
		try (RawClient client = new RawClient(port)) {
			while (System.nanoTime() < end) {
				client.write(RawClient.head("GET /dogs"));
				if (client.read().status() == 200) {
					admitted.incrementAndGet();
				}
			}
		}
		return null;
	}

	private RunningGateway start(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.add("gateway.providers.dogs.uri=" + this.provider.uri());
		all.add("gateway.throttle.valkey=redis://:hush@localhost:" + this.port);
		RunningGateway gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", this.plans),
				all.toArray(String[]::new));
		this.gateways.add(gateway);
		return gateway;
	}

	private static RunningGateway counting(RunningGateway gateway) {
		await().atMost(PATIENCE).until(() -> active(gateway) == 0);
		return gateway;
	}

	/** On the same port each time, as a server that was restarted. */
	@SuppressWarnings("deprecation")
	private static GenericContainer<?> valkey(int port) {
		return new FixedHostPortGenericContainer<>("valkey/valkey:8").withFixedExposedPort(port, 6379)
			.withCommand("valkey-server", "--requirepass", "hush", "--save", "");
	}

	private void pause(boolean paused) {
		if (paused) {
			DockerClientFactory.instance().client().pauseContainerCmd(this.valkey.getContainerId()).exec();
		}
		else {
			DockerClientFactory.instance().client().unpauseContainerCmd(this.valkey.getContainerId()).exec();
		}
	}

	private static int remaining(int port) throws IOException {
		String balance = get(port, "slow").header("RateLimit");
		return Integer.parseInt(balance.replaceAll("\"rate\";r=(\\d+);.*", "$1"));
	}

	private static HttpMessage get(int port, String key) throws IOException {
		return RawClient.send(port, "GET /dogs", "x-api-key: " + key);
	}

	private static double active(RunningGateway gateway) {
		return gateway.bean(MeterRegistry.class).get("gateway.throttle.fallback.active").gauge().value();
	}

	private static double fallbacks(RunningGateway gateway) {
		return gateway.bean(MeterRegistry.class).get("gateway.throttle.fallback").counter().count();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
