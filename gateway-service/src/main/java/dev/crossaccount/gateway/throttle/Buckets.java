package dev.crossaccount.gateway.throttle;

import java.util.List;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Where requests are counted. */
interface Buckets {

	/**
	 * Takes 1 from each claim, or nothing from any.
	 * @param claims what to take from, each key once
	 * @param thread tells where the request is served: the decision arrives there
	 * @return the decision
	 */
	Mono<Decision> take(List<Claim> claims, Supplier<Scheduler> thread);

}
