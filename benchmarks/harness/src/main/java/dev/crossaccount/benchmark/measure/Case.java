package dev.crossaccount.benchmark.measure;

/**
 * Describes what is asked of each subject.
 *
 * @param title how the report calls it
 * @param path what is asked for
 * @param answerBytes size of the answer's body
 * @param connections how many at once
 */
public record Case(String title, String path, long answerBytes, int connections) {

	/** What every subject is compared by. */
	public static final Case MAIN = new Case("33 B, 64 connections", "/dogs", 33, 64);

}
