package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;
import java.util.List;

import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.process.Program;

/**
 * A program that is measured, running.
 *
 * @param name what it is called on the command line
 * @param title what it is called in the report
 * @param program the program
 * @param port where it listens
 * @param headers lines that a request to it needs
 * @param jvm whether it runs on the JVM, and hence needs to warm up
 */
public record Subject(String name, String title, Program program, int port, List<String> headers, boolean jvm) {

	/**
	 * Describes requests to it.
	 * @param path what to ask for
	 * @param answerBytes size of each answer's body; 0 where it varies
	 * @return the load
	 */
	public Load load(String path, long answerBytes) {
		return new Load(this.port, path, this.headers, null, answerBytes);
	}

	/**
	 * Describes forms posted to it.
	 * @param path where to
	 * @param body file with the form
	 * @return the load
	 */
	public Load post(String path, Path body) {
		return new Load(this.port, path, List.of("Content-Type: application/x-www-form-urlencoded"), body, 0);
	}

}
