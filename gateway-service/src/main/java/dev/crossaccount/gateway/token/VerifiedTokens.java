package dev.crossaccount.gateway.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Remembers valid tokens until they expire, so that only the first request with a token
 * costs a signature. Tokens that are not valid are not remembered.
 */
class VerifiedTokens {

	private static final int MAX_TOKENS = 10_000;

	/** An expiry in a thousand years would overflow. */
	private static final Duration MAX_LIFE = Duration.ofDays(1);

	private final Function<String, CompletableFuture<VerifiedToken>> decoder;

	private final Withdrawals withdrawals;

	private final Executor workers;

	private final AsyncCache<ByteBuffer, Entry> tokens = Caffeine.newBuilder()
		.maximumSize(MAX_TOKENS)
		.expireAfter(Expiry.creating((ByteBuffer key, Entry entry) -> entry.life()))
		.buildAsync();

	/**
	 * Creates an empty memory.
	 * @param decoder judges a token without blocking, or else later
	 * @param withdrawals of keys so far: what was verified before its issuer's latest is
	 * verified anew
	 * @param workers where the decoder runs
	 */
	VerifiedTokens(Function<String, CompletableFuture<VerifiedToken>> decoder, Withdrawals withdrawals,
			Executor workers) {
		this.decoder = decoder;
		this.withdrawals = withdrawals;
		this.workers = workers;
	}

	Mono<VerifiedToken> verify(String token) {
		ByteBuffer fingerprint = fingerprint(token);
		CompletableFuture<Entry> known = this.tokens.getIfPresent(fingerprint);
		if (known != null && known.isDone()) {
			Entry entry = value(known);
			if (entry != null && entry.isValid(this.withdrawals)) {
				return entry.answer();
			}
			this.tokens.asMap().remove(fingerprint, known);
		}
		// One that leaves does not take the others' answer with it.
		return Mono.fromFuture(() -> this.tokens.get(fingerprint, (key, executor) -> decode(token)), true)
			.flatMap(Entry::answer)
			// What follows belongs to no worker or fetch, of which there are few.
			.publishOn(Schedulers.parallel());
	}

	private CompletableFuture<Entry> decode(String token) {
		Map<String, Integer> before = this.withdrawals.copy();
		return CompletableFuture.supplyAsync(() -> this.decoder.apply(token), this.workers)
			.thenCompose(Function.identity())
			// A failed future would be logged, with a stack trace, for each bad token.
			.handle((verified, failure) -> new Entry(verified, cause(failure), before));
	}

	private static @Nullable Throwable cause(@Nullable Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private static @Nullable Entry value(CompletableFuture<Entry> done) {
		return done.isCompletedExceptionally() ? null : done.getNow(null);
	}

	/** No credential is kept in memory. */
	private static ByteBuffer fingerprint(String token) {
		try {
			return ByteBuffer
				.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The verdict on a token.
	 *
	 * @param token what it says, if it is valid
	 * @param failure why it is not, otherwise
	 * @param before the withdrawals of keys before it was judged
	 */
	private record Entry(@Nullable VerifiedToken token, @Nullable Throwable failure, Map<String, Integer> before) {

		Mono<VerifiedToken> answer() {
			return (this.failure != null) ? Mono.error(this.failure) : Mono.justOrEmpty(this.token);
		}

		boolean isValid(Withdrawals withdrawals) {
			return this.token != null && !Instant.now().isAfter(this.token.end())
					&& withdrawals.of(this.token.issuer()) == this.before.getOrDefault(this.token.issuer(), 0);
		}

		Duration life() {
			if (this.token == null) {
				return Duration.ZERO;
			}
			Duration life = Duration.between(Instant.now(), this.token.end());
			return (life.compareTo(MAX_LIFE) > 0) ? MAX_LIFE : life;
		}

	}

}
