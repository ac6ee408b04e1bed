package dev.crossaccount.gateway.throttle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.settings.Rate;
import dev.crossaccount.gateway.throttle.Decision.Balance;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ClassPathResource;

/**
 * Counts the requests of all gateways together, in Valkey: one call of a script per
 * decision, whatever it claims.
 */
class ValkeyBuckets implements AutoCloseable {

	private static final String SCRIPT = read("/throttle/take.lua");

	private static final String SCRIPT_SHA = Base16.digest(SCRIPT.getBytes(StandardCharsets.UTF_8));

	private final ValkeyClient client;

	private final InstantSource clock;

	private volatile @Nullable StatefulRedisConnection<String, String> connection;

	ValkeyBuckets(ValkeyClient client, InstantSource clock) {
		this.client = client;
		this.clock = clock;
	}

	/**
	 * Takes 1 from each claim, or nothing from any.
	 * @param claims what to take from
	 * @return the decision, on a thread of the client; an error without a connection
	 */
	Mono<Decision> take(List<Claim> claims) {
		StatefulRedisConnection<String, String> current = this.connection;
		if (current == null) {
			return Mono.error(new RedisConnectionException("not connected"));
		}
		RedisAsyncCommands<String, String> commands = current.async();
		String[] keys = claims.stream().map(Claim::key).toArray(String[]::new);
		String[] numbers = numbers(claims);
		return Mono
			.<List<Long>>fromCompletionStage(() -> commands.evalsha(SCRIPT_SHA, ScriptOutputType.MULTI, keys, numbers))
			// A server that was just started: this also teaches it the script.
			.onErrorResume(RedisNoScriptException.class,
					(unknown) -> Mono
						.fromCompletionStage(() -> commands.eval(SCRIPT, ScriptOutputType.MULTI, keys, numbers)))
			.map((answer) -> decision(claims, answer));
	}

	/**
	 * Connects if there is no connection.
	 * @return completes when there is one
	 */
	Mono<Void> connect() {
		StatefulRedisConnection<String, String> current = this.connection;
		if (current != null && current.isOpen()) {
			return Mono.empty();
		}
		return this.client.connect().doOnNext((opened) -> this.connection = opened).then();
	}

	/** Drops a connection that does not answer: the next one may lead elsewhere. */
	void disconnect() {
		StatefulRedisConnection<String, String> current = this.connection;
		this.connection = null;
		if (current != null) {
			current.closeAsync();
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

	private String[] numbers(List<Claim> claims) {
		Instant now = this.clock.instant();
		List<String> numbers = new ArrayList<>(claims.size() * 4);
		for (Claim claim : claims) {
			Limit limit = claim.limit();
			Rate rate = limit.rate();
			Window window = limit.window();
			numbers.add(Long.toString(limit.capacity()));
			numbers.add((rate != null) ? Long.toString(rate.requests()) : "0");
			if (window != null) {
				Instant end = window.end(now);
				numbers.add(Long.toString(end.toEpochMilli()));
				numbers.add(Long.toString(window.end(end).toEpochMilli()));
			}
			else {
				numbers.add((rate != null) ? Long.toString(rate.period().toMillis()) : "0");
				numbers.add("0");
			}
		}
		return numbers.toArray(String[]::new);
	}

	private static Decision decision(List<Claim> claims, List<Long> answer) {
		List<Balance> balances = new ArrayList<>(claims.size());
		for (int i = 0; i < claims.size(); i++) {
			balances.add(new Balance(claims.get(i).limit(), answer.get(2 * i), answer.get(2 * i + 1)));
		}
		return new Decision(balances);
	}

	private static String read(String resource) {
		try {
			return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
