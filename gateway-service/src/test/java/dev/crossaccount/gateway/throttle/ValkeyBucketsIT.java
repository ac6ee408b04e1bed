package dev.crossaccount.gateway.throttle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import dev.crossaccount.gateway.RequiresDocker;
import dev.crossaccount.gateway.settings.Rate;
import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;

/** The script, in a real Valkey. */
@RequiresDocker
class ValkeyBucketsIT extends BucketsContract {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static GenericContainer<?> valkey;

	private static ValkeyBuckets buckets;

	@BeforeAll
	static void start() {
		valkey = new GenericContainer<>(DockerImageName.parse("valkey/valkey:8")).withExposedPorts(6379);
		valkey.start();
		buckets = buckets(InstantSource.system());
	}

	@AfterAll
	static void stop() {
		buckets.close();
		valkey.stop();
	}

	@Override
	Decision take(List<Claim> claims) {
		return take(buckets, claims);
	}

	@Test
	void shouldAskOncePerDecisionHoweverManyClaimsItHas() throws Exception {
		Limit limit = Limit.rate("rate", Rate.of("1/d"), 1000);
		List<Claim> claims = List.of(claim("one", limit), claim("two", Limit.quota("day", 500, Window.DAY)),
				claim("three", limit));
		take(claims);
		cli("CONFIG", "RESETSTAT");
		for (int i = 0; i < 100; i++) {
			take(claims);
		}
		String statistics = cli("INFO", "commandstats");
		assertThat(statistics).contains("cmdstat_evalsha:calls=100,");
		// Within the script, on the server: three keys each.
		assertThat(statistics).contains("cmdstat_get:calls=300,", "cmdstat_set:calls=300,");
		assertThat(statistics).doesNotContain("cmdstat_eval:", "cmdstat_script", "cmdstat_ping", "cmdstat_watch");
	}

	@Test
	void shouldTeachTheScriptToAServerThatForgotIt() throws Exception {
		Claim claim = claim("forgotten", Limit.rate("rate", Rate.of("1/d"), 10));
		assertThat(take(List.of(claim)).admitted()).isTrue();
		cli("SCRIPT", "FLUSH");
		assertThat(take(List.of(claim)).balances().get(0).remaining()).isEqualTo(8);
	}

	@Test
	void shouldLetKeysVanishWhenTheyAreFullAgain() throws Exception {
		take(List.of(claim("rate", Limit.rate("rate", Rate.of("1/m"), 10))));
		take(List.of(claim("rate", Limit.rate("rate", Rate.of("1/m"), 10))));
		assertThat(timeToLive("rate")).isBetween(Duration.ofSeconds(110).toMillis(), Duration.ofMinutes(2).toMillis());
		take(List.of(claim("quota", Limit.quota("day", 10, Window.DAY))));
		long untilMidnight = Duration.between(Instant.now(), Window.DAY.end(Instant.now())).toMillis();
		assertThat(timeToLive("quota")).isBetween(untilMidnight - 5_000, untilMidnight + 5_000);
	}

	@Test
	void shouldCountByTheServersDayWhateverAGatewaysClockSays() {
		Claim claim = claim("clock", Limit.quota("day", 10, Window.DAY));
		take(List.of(claim));
		for (Duration error : List.of(Duration.ofDays(-1), Duration.ofDays(1))) {
			ValkeyBuckets wrong = buckets(InstantSource.offset(InstantSource.system(), error));
			try {
				assertThat(take(wrong, List.of(claim)).admitted()).isTrue();
			}
			finally {
				wrong.close();
			}
		}
		assertThat(take(List.of(claim)).balances().get(0).remaining()).isEqualTo(6);
	}

	private static ValkeyBuckets buckets(InstantSource clock) {
		RedisURI uri = RedisURI.create(valkey.getHost(), valkey.getMappedPort(6379));
		ValkeyBuckets created = new ValkeyBuckets(new ValkeyClient(uri), clock);
		created.connect().block(PATIENCE);
		return created;
	}

	private static Decision take(ValkeyBuckets target, List<Claim> claims) {
		return target.take(claims).blockOptional(PATIENCE).orElseThrow();
	}

	private static Claim claim(String name, Limit limit) {
		return new Claim("throttle:{it}:" + name, limit, false);
	}

	private static long timeToLive(String name) throws IOException, InterruptedException {
		return Long.parseLong(cli("PTTL", "throttle:{it}:" + name).strip());
	}

	private static String cli(String... words) throws IOException, InterruptedException {
		String[] command = new String[words.length + 1];
		command[0] = "valkey-cli";
		System.arraycopy(words, 0, command, 1, words.length);
		return valkey.execInContainer(command).getStdout();
	}

}
