package dev.crossaccount.gateway.request;

/** Learns of every request to the public port. */
@FunctionalInterface
public interface RequestObserver {

	/**
	 * A request has ended, or its client has gone. Called on the event loop of its
	 * connection: it must not block, and must keep neither the record nor its exchange.
	 * @param record what is known of it
	 */
	void ended(RequestRecord record);

}
