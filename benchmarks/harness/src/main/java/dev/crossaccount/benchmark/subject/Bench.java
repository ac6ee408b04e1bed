package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;

import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Programs;

/**
 * Holds what every subject is started with.
 *
 * @param root the repository
 * @param folder where everything is that the harness writes
 * @param programs what starts programs and ends them
 * @param cached whether programs on the JVM use their AOT cache
 * @param pinned whether programs on the JVM have but a subject's processors from the
 * start
 */
public record Bench(Path root, Path folder, Programs programs, boolean cached, boolean pinned) {

	/**
	 * Returns the same for measuring how long a start takes.
	 * @param cached whether programs on the JVM use their AOT cache
	 * @return the bench
	 */
	public Bench forStarts(boolean cached) {
		return new Bench(this.root, this.folder, this.programs, cached, true);
	}

	public Cores cores() {
		return this.programs.cores();
	}

	Path peer(String file) {
		return this.root.resolve("benchmarks/peers").resolve(file);
	}

	JavaProgram java(String module, String optionsOf) {
		return new JavaLayout(this).of(module, optionsOf);
	}

}
