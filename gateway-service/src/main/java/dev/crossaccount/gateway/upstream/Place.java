package dev.crossaccount.gateway.upstream;

import dev.crossaccount.gateway.limit.InFlight;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * A request's place among those that a provider works on, from its admission to the
 * beginning of the answer, but for the time in which more of its body is awaited: clients
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

	/**
	 * A body during which the place is left whenever it is the client's turn. When the
	 * next part has come, it is the provider's, be there room or not: of what is too much
	 * there, no more is admitted.
	 */
	Flux<DataBuffer> exceptWhileAwaiting(Flux<DataBuffer> body) {
		return body.doOnRequest((parts) -> pause())
			.doOnNext((part) -> resume())
			.doOnComplete(this::resume)
			// The provider takes no more, but may answer.
			.doOnCancel(this::resume);
	}

	private synchronized void pause() {
		if (this.taken) {
			this.taken = false;
			this.provider.leave();
		}
	}

	/** The provider may have answered before. */
	private synchronized void resume() {
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
