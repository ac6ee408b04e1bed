package dev.crossaccount.gateway.upstream;

import dev.crossaccount.gateway.limit.InFlight;

/**
 * A request's place among those that a provider works on, from its admission to the
 * beginning of the answer, but for the time in which its body is still coming: clients
 * that send slowly take none.
 */
class Place {

	private final InFlight provider;

	private boolean taken = true;

	private boolean ended;

	/**
	 * Is taken.
	 * @param provider what has counted it in
	 */
	Place(InFlight provider) {
		this.provider = provider;
	}

	/** It is the client's turn. */
	synchronized void pause() {
		if (this.taken) {
			this.taken = false;
			this.provider.leave();
		}
	}

	/** It is the provider's turn again, which may have answered before. */
	synchronized void resume() {
		if (!this.taken && !this.ended) {
			this.taken = true;
			this.provider.enterAgain();
		}
	}

	/** The provider has answered, or nobody waits for it any more. */
	synchronized void end() {
		this.ended = true;
		pause();
	}

}
