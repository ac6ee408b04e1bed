package dev.crossaccount.gateway.upstream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for bodies that may have to be sent again, of all requests together: when it
 * is full, a body is not kept, and its request not sent again.
 */
class ReplayMemory {

	private final long max;

	private final AtomicLong taken = new AtomicLong();

	ReplayMemory(long max) {
		this.max = max;
	}

	boolean take(int bytes) {
		if (this.taken.addAndGet(bytes) <= this.max) {
			return true;
		}
		this.taken.addAndGet(-bytes);
		return false;
	}

	void giveBack(int bytes) {
		this.taken.addAndGet(-bytes);
	}

	long taken() {
		return this.taken.get();
	}

}
