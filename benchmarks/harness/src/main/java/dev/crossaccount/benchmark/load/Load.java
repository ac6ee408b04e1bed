package dev.crossaccount.benchmark.load;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Describes the requests of a round, all alike.
 *
 * @param port where they go, on this machine
 * @param path what they ask for
 * @param headers lines that they carry
 * @param body file that they post, if they do
 * @param answerBytes size of the body of each answer; 0 where it varies
 */
public record Load(int port, String path, List<String> headers, @Nullable Path body, long answerBytes) {

	String uri() {
		return "http://127.0.0.1:" + this.port + this.path;
	}

}
