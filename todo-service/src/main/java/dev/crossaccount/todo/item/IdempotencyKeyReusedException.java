package dev.crossaccount.todo.item;

/** Says that an idempotency key was used before for another text. */
class IdempotencyKeyReusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	IdempotencyKeyReusedException() {
		super("The Idempotency-Key was used for another todo. Send a new key with a new todo.");
	}

}
