package dev.crossaccount.todo.item;

/** Says that there is no such todo. */
class TodoNotFoundException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TodoNotFoundException(String id) {
		super("There is no todo with the id '%s'.".formatted(id));
	}

}
