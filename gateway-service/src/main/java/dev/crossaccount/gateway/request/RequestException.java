package dev.crossaccount.gateway.request;

import java.io.IOException;

/**
 * A request that could not be read to its end, by the client's doing. The message is a
 * sentence for the client.
 */
public class RequestException extends IOException {

	private static final long serialVersionUID = 1L;

	private final Kind kind;

	public RequestException(Kind kind, String message) {
		super(message);
		this.kind = kind;
	}

	public Kind kind() {
		return this.kind;
	}

	/** What kept the request from being read. */
	public enum Kind {

		/** It is not well-formed, or can be read in two ways. */
		MALFORMED,

		/** It did not come in time. */
		TIMEOUT,

		/** Its body is larger than the gateway takes. */
		TOO_LARGE,

		/** The client left: there is nobody to answer. */
		GONE

	}

}
