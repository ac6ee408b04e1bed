package dev.crossaccount.gateway.portal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.crossaccount.gateway.page.Page;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LiveStatusTest {

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

	private final AtomicInteger probes = new AtomicInteger();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private Executor worker = Runnable::run;

	private final LiveStatus status = new LiveStatus(new Meters(this.meters, List.of("dogs")),
			new Probes((provider) -> Mono.just(this.probes.incrementAndGet() > 0), this.nanos::get),
			new LiveStatus.Accounts("111111111111", Map.of("dogs", "222222222222")), JsonMapper.shared(),
			(refresh) -> this.worker.execute(refresh), this.nanos::get);

	@Test
	void shouldFindItOutOnceASecondHoweverManyAsk() {
		Page first = this.status.page();
		for (int i = 0; i < 1000; i++) {
			assertThat(this.status.page()).isSameAs(first);
		}
		pass(Duration.ofSeconds(1));
		assertThat(this.status.page()).isNotSameAs(first);
	}

	@Test
	void shouldTellTheTrafficOfTheLastSeconds() {
		request(5);
		assertThat(status()).contains("\"traffic\":null");
		pass(Duration.ofSeconds(2));
		request(4);
		assertThat(status()).contains("\"windowSeconds\":2.0,\"account\":\"111111111111\"", "\"rate\":2.0");
		pass(Duration.ofSeconds(11));
		assertThat(status()).as("nobody looked for longer than the window").contains("\"traffic\":null");
		pass(Duration.ofSeconds(5));
		assertThat(status()).contains("\"windowSeconds\":5.0", "\"rate\":0.0");
	}

	@Test
	void shouldAskProvidersOnlyNowAndThen() {
		assertThat(status()).contains("\"state\":\"up\"");
		assertThat(this.probes).hasValue(1);
		for (int i = 0; i < 3; i++) {
			pass(Duration.ofSeconds(1));
			this.status.page();
		}
		assertThat(this.probes).hasValue(1);
		pass(Duration.ofSeconds(1));
		this.status.page();
		assertThat(this.probes).hasValue(2);
	}

	@Test
	void shouldNotShowWhatWasTrueLongAgo() {
		assertThat(status()).contains("\"state\":\"up\"");
		this.worker = (refresh) -> {
		};
		pass(Duration.ofSeconds(3));
		assertThat(status()).contains("\"state\":\"up\"");
		pass(Duration.ofSeconds(1));
		assertThat(status()).contains("\"state\":\"unknown\"");
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private void request(int times) {
		Timer timer = this.meters.timer("gateway.requests", "provider", "dogs", "status", "2xx");
		for (int i = 0; i < times; i++) {
			timer.record(Duration.ofMillis(3));
		}
	}

	private String status() {
		return new String(this.status.page().body(), StandardCharsets.UTF_8);
	}

}
