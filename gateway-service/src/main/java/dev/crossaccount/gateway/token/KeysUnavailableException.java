package dev.crossaccount.gateway.token;

/** The keys of an issuer can't be had, so its tokens can't be judged. */
class KeysUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	KeysUnavailableException(Throwable cause) {
		super("No keys", cause, false, false);
	}

}
