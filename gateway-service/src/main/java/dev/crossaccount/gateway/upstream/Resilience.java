package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import dev.crossaccount.gateway.limit.InFlight;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.problem.ProblemException;
import dev.crossaccount.gateway.problem.UpstreamException;
import dev.crossaccount.gateway.settings.RetryProperties;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * How one provider's failures are met: a request is sent again where that does no harm,
 * and not at all while everything fails or the provider has as much to do as it may.
 */
class Resilience {

	private static final Duration WAIT = Duration.ofMillis(10);

	/**
	 * Which makes a tenth of a second: little to a caller, much to a provider that is
	 * quick.
	 */
	private static final int MAX_WAITS = 10;

	private final String provider;

	/** What the provider works on, or {@code null} if there is no limit to it. */
	private final @Nullable InFlight atWork;

	private final Breaker breaker;

	private final RetryProperties retry;

	private final RetryBudget budget;

	private final ReplayMemory memory;

	Resilience(String provider, @Nullable InFlight atWork, Breaker breaker, RetryProperties retry,
			ReplayMemory memory) {
		this.provider = provider;
		this.atWork = atWork;
		this.breaker = breaker;
		this.retry = retry;
		this.budget = new RetryBudget(retry.budget(), System::nanoTime);
		this.memory = memory;
	}

	/** The request as it is sent: its body can be read again if it may have to be. */
	UpstreamRequest prepare(ServerHttpRequest request) {
		return new UpstreamRequest(request, this.retry.attempts() > 0 && isRepeatable(request), this.memory);
	}

	/**
	 * Sends a request, again if need be. Called when it is to be sent.
	 * @param request the prepared request
	 * @param attempt sends it once, up to the head of the answer; fails with a
	 * {@link FailedAnswer} if that says that the provider failed
	 * @return the answer to pass on, be it a failed one
	 */
	Mono<UpstreamAnswer> send(UpstreamRequest request, Supplier<Mono<UpstreamAnswer>> attempt) {
		InFlight limit = this.atWork;
		return (limit != null) ? Mono.defer(() -> sendInPlace(request, attempt, limit, MAX_WAITS))
				: sendNow(request, attempt);
	}

	/**
	 * Where there is no place, one may soon be free: many requests at once need not be
	 * too many.
	 */
	private Mono<UpstreamAnswer> sendInPlace(UpstreamRequest request, Supplier<Mono<UpstreamAnswer>> attempt,
			InFlight limit, int waits) {
		if (limit.enter()) {
			Place place = new Place(limit);
			request.take(place);
			// Before the answer is passed on: the next request may need the place.
			return sendNow(request, attempt).doOnTerminate(place::end).doOnCancel(place::end);
		}
		if (waits == 0) {
			limit.logRefusal();
			return Mono.error(ProblemException.unlogged(Problem.overloaded(this.provider)));
		}
		return Mono.delay(WAIT).flatMap((elapsed) -> sendInPlace(request, attempt, limit, waits - 1));
	}

	private Mono<UpstreamAnswer> sendNow(UpstreamRequest request, Supplier<Mono<UpstreamAnswer>> attempt) {
		this.budget.request();
		Mono<UpstreamAnswer> answer = send(request, attempt, 0);
		return request.isKept() ? answer.doFinally((end) -> request.forget()) : answer;
	}

	private Mono<UpstreamAnswer> send(UpstreamRequest request, Supplier<Mono<UpstreamAnswer>> attempt, int retries) {
		return this.breaker.guard(Mono.defer(attempt))
			.onErrorResume((failure) -> again(request, attempt, failure, retries));
	}

	private Mono<UpstreamAnswer> again(UpstreamRequest request, Supplier<Mono<UpstreamAnswer>> attempt,
			Throwable failure, int retries) {
		Duration backoff = this.retry.backoff().multipliedBy(1L << retries);
		if (retries >= this.retry.attempts() || !mayHelp(request, failure, backoff) || !request.isRepeatable()
				|| !this.breaker.isClosed() || !this.budget.tryRetry()) {
			return lastly(request, failure);
		}
		// The failed answer is held until then: the client gets it if the breaker opens.
		return Mono.delay(spread(backoff)).doOnCancel(() -> discard(failure)).flatMap((elapsed) -> {
			if (!this.breaker.isClosed()) {
				return lastly(request, failure);
			}
			discard(failure);
			return send(request, attempt, retries + 1);
		});
	}

	/**
	 * A load balancer without targets takes connections and closes them. It need not be
	 * told from a provider that broke off where the caller may repeat the request.
	 */
	private static Mono<UpstreamAnswer> lastly(ServerHttpRequest request, Throwable failure) {
		if (failure instanceof FailedAnswer failed) {
			return Mono.just(failed.take());
		}
		return Mono.error((failure instanceof UpstreamException upstream && isRepeatable(request)
				&& UpstreamFailures.isBrokenConnection(upstream)) ? upstream.repeatable() : failure);
	}

	private static void discard(Throwable failure) {
		if (failure instanceof FailedAnswer failed) {
			failed.discard();
		}
	}

	private static boolean mayHelp(ServerHttpRequest request, Throwable failure, Duration backoff) {
		if (failure instanceof FailedAnswer answer) {
			return isRepeatable(request) && answer.retryAfter().compareTo(backoff) <= 0;
		}
		if (failure instanceof UpstreamException upstream) {
			return isRepeatable(request) && UpstreamFailures.isWithoutConnection(upstream)
					|| isSafe(request) && UpstreamFailures.isBrokenConnection(upstream);
		}
		return false;
	}

	private static boolean isRepeatable(ServerHttpRequest request) {
		return isSafe(request)
				|| request.getMethod() == HttpMethod.POST && request.getHeaders().containsHeader("Idempotency-Key");
	}

	private static boolean isSafe(ServerHttpRequest request) {
		return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
	}

	/** Half of it to one and a half: what failed together must not return together. */
	private static Duration spread(Duration backoff) {
		long nanos = backoff.toNanos();
		return Duration.ofNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos + nanos / 2 + 1));
	}

}
