package dev.crossaccount.todo.item;

import java.util.Locale;

/** Says what a request did, as an event once it is kept. */
enum TodoChange {

	/** A todo is new. */
	CREATED,

	/** A todo was asked for again under its idempotency key. */
	REPEATED,

	/** A todo has another text. */
	REPLACED,

	/** A todo is gone. */
	DELETED;

	/**
	 * Returns the name as metrics have it.
	 * @return the name in lower case
	 */
	String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
