package dev.crossaccount.todo.database;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Prints as a sentence that another program has the embedded database's file open, in
 * place of a stack trace.
 */
class FileInUseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

	/** H2's DATABASE_ALREADY_OPEN_1. */
	private static final int ALREADY_OPEN = 90020;

	private static final Pattern FILE = Pattern.compile("\"([^\"]+)\"");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
		if (cause.getErrorCode() != ALREADY_OPEN) {
			return null;
		}
		Matcher file = FILE.matcher(String.valueOf(cause.getMessage()));
		String name = file.find() ? file.group(1) : "The file of the embedded database";
		return new FailureAnalysis(name + " is in use by another program.",
				"Stop it, or choose another file by todo.file (TODO_FILE).", cause);
	}

}
