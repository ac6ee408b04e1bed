package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ends the programs of a harness that was killed, by its list of their ids and times of
 * start: an id alone may be another program's by now.
 */
class Leftovers {

	private final Path list;

	Leftovers(Path list) {
		this.list = list;
	}

	void end() {
		if (!Files.exists(this.list)) {
			return;
		}
		try {
			for (String line : Files.readAllLines(this.list)) {
				String[] words = line.split(" ");
				find(Long.parseLong(words[0]), Long.parseLong(words[1])).ifPresent(Leftovers::end);
			}
			Files.delete(this.list);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<ProcessHandle> find(long pid, long started) throws IOException {
		Optional<ProcessHandle> handle = ProcessHandle.of(pid);
		return (handle.isPresent() && ProcessStat.of(pid).started() == started) ? handle : Optional.empty();
	}

	private static void end(ProcessHandle handle) {
		Stream.concat(Stream.of(handle), handle.descendants()).toList().forEach((process) -> {
			process.destroyForcibly();
			process.onExit().join();
		});
	}

}
