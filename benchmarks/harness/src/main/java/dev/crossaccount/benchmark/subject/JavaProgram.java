package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;
import dev.crossaccount.benchmark.process.Programs;

/**
 * A program of ours or of a peer on the JVM, laid out as in its image: unpacked, with its
 * native code beside it and an AOT cache.
 *
 * @param name what it is called
 * @param folder where it is laid out
 * @param jvm the java command and its options, but for the cache
 * @param cached whether it uses its AOT cache
 * @param pinned whether it has but a subject's processors from the start; else it
 * compiles itself on all of them
 */
record JavaProgram(String name, Path folder, List<String> jvm, boolean cached, boolean pinned) {

	/**
	 * Starts it.
	 * @param programs what ends it
	 * @param title what to call this one
	 * @param environment its variables
	 * @param properties its system properties
	 * @return the program
	 */
	Program start(Programs programs, String title, Map<String, String> environment, Map<String, String> properties) {
		List<String> words = new ArrayList<>(this.jvm);
		if (this.cached) {
			words.add("-XX:AOTCache=" + cache());
		}
		properties.forEach((key, value) -> words.add("-D" + key + "=" + value));
		words.addAll(List.of("-jar", jar().toString()));
		return programs.start(title, environment,
				this.pinned ? programs.cores().forSubject(words) : programs.cores().forWarmUp(words));
	}

	Path jar() {
		return this.folder.resolve(this.name + ".jar");
	}

	Path cache() {
		return this.folder.resolve(this.name + ".aot");
	}

}
