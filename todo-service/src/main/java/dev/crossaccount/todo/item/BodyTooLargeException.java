package dev.crossaccount.todo.item;

/** Says that a request's body is larger than any todo needs. */
class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException(int limit) {
		super("The body must have at most %d bytes.".formatted(limit));
	}

}
