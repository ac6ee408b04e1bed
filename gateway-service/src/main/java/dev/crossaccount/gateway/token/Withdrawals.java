package dev.crossaccount.gateway.token;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each issuer's tokens had to be verified anew, by its name. */
class Withdrawals {

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	/** Call it once the withdrawn keys can no longer be found. */
	void add(String issuer) {
		this.counts.merge(issuer, 1, Integer::sum);
	}

	int of(String issuer) {
		return this.counts.getOrDefault(issuer, 0);
	}

	/** For who does not know yet which issuer it is about. */
	Map<String, Integer> copy() {
		return Map.copyOf(this.counts);
	}

}
