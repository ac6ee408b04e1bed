package dev.crossaccount.todo.database;

/** Says why a request cannot be let to the database. */
public class DatabaseUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DatabaseUnavailableException(String message) {
		super(message);
	}

}
