package dev.crossaccount.todo.item;

/** Says what is wrong with one field, header or parameter. */
class InvalidValueException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	InvalidValueException(String field, String message) {
		super(message);
		this.field = field;
	}

	String field() {
		return this.field;
	}

}
