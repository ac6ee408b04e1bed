package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;

import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Programs;

/**
 * Holds what every subject is started with.
 *
 * @param root the repository
 * @param folder where everything is that the harness writes
 * @param cores what runs where
 * @param programs what starts programs and ends them
 */
public record Bench(Path root, Path folder, Cores cores, Programs programs) {

	Path peer(String file) {
		return this.root.resolve("benchmarks/peers").resolve(file);
	}

	JavaProgram java(String module, String optionsOf) {
		return new JavaLayout(this.root, this.folder.resolve("java"), this.cores).of(module, optionsOf);
	}

}
