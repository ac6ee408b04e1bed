package dev.crossaccount.todo.database;

/** Says that the database has not been reached since start-up. */
public class DatabaseUnavailableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DatabaseUnavailableException() {
		super("The database has not been reached since start-up");
	}

}
