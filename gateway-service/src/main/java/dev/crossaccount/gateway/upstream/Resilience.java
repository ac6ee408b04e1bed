package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import dev.crossaccount.gateway.settings.RetryProperties;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * How one provider's failures are met: a request is sent again where that does no harm,
 * and not at all while everything fails.
 */
class Resilience {

	private final Breaker breaker;

	private final RetryProperties retry;

	private final RetryBudget budget;

	private final ReplayMemory memory;

	Resilience(Breaker breaker, RetryProperties retry, ReplayMemory memory) {
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
	 * Sends a request, again if need be.
	 * @param exchange the prepared request
	 * @param attempt sends it once, up to the headers of the answer
	 * @return completes when there is an answer to pass on, be it a failed one
	 */
	Mono<Void> send(ServerWebExchange exchange, UpstreamRequest request, Mono<Void> attempt) {
		return this.breaker.guard(attempt)
			.retryWhen(Retry.from((failures) -> failures
				.concatMap((signal) -> again(exchange, request, signal.failure(), signal.totalRetries()))))
			.doFirst(this.budget::request)
			.onErrorResume(FailedAnswer.class, (failure) -> Mono.empty())
			.doFinally((end) -> request.forget());
	}

	private Mono<Long> again(ServerWebExchange exchange, UpstreamRequest request, Throwable failure, long retries) {
		if (retries >= this.retry.attempts()) {
			return Mono.error(failure);
		}
		Duration backoff = this.retry.backoff().multipliedBy(1L << retries);
		if (!mayHelp(request, failure, backoff) || !request.isRepeatable() || !this.breaker.isClosed()
				|| !this.budget.tryRetry()) {
			return Mono.error(failure);
		}
		// The failed answer is held until then: the client gets it if the breaker opens.
		return Mono.delay(spread(backoff)).handle((elapsed, sink) -> {
			if (this.breaker.isClosed()) {
				ServerWebExchangeUtils.reset(exchange);
				sink.next(elapsed);
			}
			else {
				sink.error(failure);
			}
		});
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
