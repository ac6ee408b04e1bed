package dev.crossaccount.infra;

/**
 * Says in one sentence what is wrong with a variable of the environment or a file, and
 * what would be right.
 */
class InvalidInputException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidInputException(String message) {
		super(message);
	}

}
