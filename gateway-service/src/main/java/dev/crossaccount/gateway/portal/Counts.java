package dev.crossaccount.gateway.portal;

/**
 * What was counted of some requests, up to one moment or between two.
 *
 * @param requests all of them
 * @param failed those answered with 5xx
 * @param throttled those that were one too many: for a plan, a provider or the gateway
 * @param shed those of them that were answered with 503
 * @param latencies how late the answers were
 */
record Counts(double requests, double failed, double throttled, double shed, Latencies latencies) {

	Counts since(Counts earlier) {
		return new Counts(this.requests - earlier.requests, this.failed - earlier.failed,
				this.throttled - earlier.throttled, this.shed - earlier.shed, this.latencies.since(earlier.latencies));
	}

	Traffic over(double seconds) {
		return new Traffic(this.requests / seconds, this.latencies.percentile(0.5), this.latencies.percentile(0.99),
				share(this.failed), share(this.throttled));
	}

	/**
	 * Failures that say something of the provider: what was shed never reached it.
	 */
	double faults() {
		return Math.max(0, this.failed - this.shed);
	}

	private double share(double part) {
		return (this.requests > 0) ? Math.min(1, part / this.requests) : 0;
	}

}
