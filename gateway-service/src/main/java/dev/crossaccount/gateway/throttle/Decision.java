package dev.crossaccount.gateway.throttle;

import java.util.List;

/**
 * Whether a request may pass: only if all that it claims is there. A request that may not
 * has taken nothing.
 *
 * @param balances what is left, in the order of the claims
 */
record Decision(List<Balance> balances) {

	boolean admitted() {
		for (Balance balance : this.balances) {
			if (balance.waitMillis() > 0) {
				return false;
			}
		}
		return true;
	}

	/** Those that had nothing left. */
	List<Balance> violated() {
		return this.balances.stream().filter((balance) -> balance.waitMillis() > 0).toList();
	}

	/**
	 * What is left of one limit.
	 *
	 * @param limit the limit
	 * @param remaining how many requests may still come at once
	 * @param waitMillis time until there is one again if there was none, else 0
	 */
	record Balance(Limit limit, long remaining, long waitMillis) {

	}

}
