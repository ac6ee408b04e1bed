package dev.crossaccount.gateway.token;

/** A token that is not accepted; the message tells its sender why. */
class InvalidTokenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a token.
	 * @param description why and what to do, in printable ASCII without {@code "} and
	 * {@code \}
	 */
	InvalidTokenException(String description) {
		// It is an answer, not a fault: where it was thrown is of no interest.
		super(description, null, false, false);
	}

}
