package dev.crossaccount.dognames.dog;

import java.io.Serial;

/**
 * Stops start-up because a file of names cannot be used.
 */
class InvalidNamesException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	InvalidNamesException(String message) {
		super(message);
	}

}
