package dev.crossaccount.todo.item;

/** Says that the todo is not in a version that {@code If-Match} names. */
class PreconditionFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PreconditionFailedException() {
		super("The todo has changed since: none of the entity tags in If-Match is its current one. Read it again.");
	}

}
