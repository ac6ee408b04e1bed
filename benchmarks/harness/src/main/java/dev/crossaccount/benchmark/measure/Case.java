package dev.crossaccount.benchmark.measure;

import java.util.List;

/**
 * Describes what is asked of each proxy.
 *
 * @param title how the report calls it
 * @param path what is asked for
 * @param answerBytes size of the answer's body
 * @param connections how many at once
 */
public record Case(String title, String path, long answerBytes, int connections) {

	private static final String SMALL = "/dogs";

	/** What every subject is compared by. */
	public static final Case MAIN = new Case("33 B, 64 connections", SMALL, 33, 64);

	/** Whether more connections make a request dearer. */
	public static final Case MANY = new Case("33 B, 1,000 connections", SMALL, 33, 1000);

	/** Whether bodies are passed on as they come. */
	public static final Case LARGE = new Case("1 MiB, 64 connections", "/dogs/1m", 1024 * 1024, 64);

	/** All but the first; what takes most memory last. */
	public static final List<Case> FURTHER = List.of(new Case("33 B, 1 connection", SMALL, 33, 1),
			new Case("10 KiB, 64 connections", "/dogs/10k", 10 * 1024, 64), LARGE, MANY);

}
