package dev.crossaccount.gateway.upstream;

import java.time.Clock;
import java.time.Duration;

import dev.crossaccount.gateway.problem.UpstreamException;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.settings.BreakerProperties;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stops asking a provider that keeps failing, and tries a few requests now and then to
 * see whether it works again.
 */
class Breaker {

	private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

	/** How many requests tell whether the provider works again. */
	private static final int PROBES = 3;

	/**
	 * After that, requests pass though the probes told nothing: clients that send slowly
	 * could keep all of them, and so everybody, waiting.
	 */
	private static final long MAX_TRIAL = Duration.ofSeconds(60).toMillis();

	private final String provider;

	private final Clock clock;

	private final long openMillis;

	private final CircuitBreaker breaker;

	private volatile long changedAt;

	Breaker(String provider, BreakerProperties settings, Clock clock) {
		this.provider = provider;
		this.clock = clock;
		this.openMillis = settings.openFor().toMillis();
		this.breaker = CircuitBreaker.of(provider, config(settings, clock));
		this.breaker.getEventPublisher().onStateTransition((event) -> changed(event.getStateTransition()));
	}

	/**
	 * Sends a request, unless the provider is left alone for now.
	 * @param request the request, which is to be sent now
	 * @return its answer, or a failure that says when to come back
	 */
	<T> Mono<T> guard(Mono<T> request) {
		endTrial();
		return request.transform(CircuitBreakerOperator.of(this.breaker))
			.onErrorMap(CallNotPermittedException.class,
					(refusal) -> UpstreamException.resting(this.provider, refusal, secondsLeft()));
	}

	/** Whether the provider is neither left alone nor on trial. */
	boolean isClosed() {
		return this.breaker.getState() == State.CLOSED;
	}

	/**
	 * 0 while requests pass, 1 while a few are tried, or would be if there were any, 2
	 * while none is sent.
	 */
	int level() {
		return switch (this.breaker.getState()) {
			case CLOSED -> 0;
			case HALF_OPEN -> 1;
			default -> (millisLeft() > 0) ? 2 : 1;
		};
	}

	private static CircuitBreakerConfig config(BreakerProperties settings, Clock clock) {
		return CircuitBreakerConfig.custom()
			.clock(clock)
			.slidingWindowType(SlidingWindowType.TIME_BASED)
			.slidingWindowSize(seconds(settings.window()))
			.minimumNumberOfCalls(settings.minimumCalls())
			.failureRateThreshold(settings.failureRate())
			.waitDurationInOpenState(settings.openFor())
			.permittedNumberOfCallsInHalfOpenState(PROBES)
			// An answer is no failure, however late: the provider's time limits decide.
			.slowCallDurationThreshold(Duration.ofDays(1))
			.writableStackTraceEnabled(false)
			.ignoreException(RequestException.class::isInstance)
			.build();
	}

	private static int seconds(Duration window) {
		return (int) Math.max(1, window.plusMillis(999).toSeconds());
	}

	private void endTrial() {
		if (this.breaker.getState() == State.HALF_OPEN && this.clock.millis() - this.changedAt > MAX_TRIAL) {
			this.breaker.transitionToClosedState();
		}
	}

	private void changed(StateTransition transition) {
		this.changedAt = this.clock.millis();
		switch (transition.getToState()) {
			case OPEN ->
				LOG.warn("Provider {} keeps failing: it gets no requests for {} ms", this.provider, this.openMillis);
			case HALF_OPEN -> LOG.info("Provider {} gets a few requests to see whether it works again", this.provider);
			default -> LOG.info("Provider {} gets all requests again", this.provider);
		}
	}

	/** At least one, also while a few are tried. */
	private long secondsLeft() {
		return (this.breaker.getState() == State.OPEN) ? Math.max(1, (millisLeft() + 999) / 1000) : 1;
	}

	private long millisLeft() {
		return this.changedAt + this.openMillis - this.clock.millis();
	}

}
