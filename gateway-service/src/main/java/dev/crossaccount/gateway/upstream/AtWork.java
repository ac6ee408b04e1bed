package dev.crossaccount.gateway.upstream;

import dev.crossaccount.gateway.limit.InFlight;

/**
 * A request's place among those that a provider works on: from when all of it is there to
 * the beginning of the answer. A client that sends or reads slowly takes none.
 */
class AtWork {

	private final InFlight provider;

	private boolean entered;

	private boolean left;

	AtWork(InFlight provider) {
		this.provider = provider;
	}

	/** All of the request is there. It may have been answered before. */
	synchronized void enter() {
		if (!this.left) {
			this.entered = true;
			this.provider.add();
		}
	}

	/** It is answered, or given up. */
	synchronized void leave() {
		this.left = true;
		if (this.entered) {
			this.entered = false;
			this.provider.leave();
		}
	}

}
