package dev.crossaccount.infra;

/**
 * Says in one sentence which variable of the environment is wrong, and what it should be.
 */
class InvalidVariableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidVariableException(String message) {
		super(message);
	}

}
