package dev.crossaccount.todo.item;

/** Says what is wrong with the form of a request's body. */
class MalformedBodyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedBodyException(String message) {
		super(message);
	}

}
