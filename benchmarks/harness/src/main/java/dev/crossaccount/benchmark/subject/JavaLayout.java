package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Tool;

/**
 * Lays a jar out as the Dockerfiles do: unpacked, native code beside it, an AOT cache
 * made by one start.
 */
class JavaLayout {

	/**
	 * Else the heap would be 40 % of this machine. 512 MiB is the smallest task of
	 * Fargate.
	 */
	static final String MEMORY = "512m";

	private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private final Path root;

	private final Path folder;

	private final Cores cores;

	private final boolean cached;

	private final boolean pinned;

	JavaLayout(Bench bench) {
		this.root = bench.root();
		this.folder = bench.folder().resolve("java");
		this.cores = bench.cores();
		this.cached = bench.cached();
		this.pinned = bench.pinned();
	}

	/**
	 * Lays a module's jar out, unless that is done.
	 * @param module folder of the module, from the root
	 * @param optionsOf module whose jvm.options it gets
	 * @return the program
	 */
	JavaProgram of(String module, String optionsOf) {
		String name = Path.of(module).getFileName().toString();
		Path jar = this.root.resolve(module).resolve("target/" + name + "-0.1.0-SNAPSHOT.jar");
		Path target = this.folder.resolve(name);
		JavaProgram program = new JavaProgram(name, target, jvm(target, optionsOf), this.cached, this.pinned);
		try {
			String state = "%s %s %s".formatted(Files.getLastModifiedTime(jar), Files.size(jar), program.jvm());
			Path marker = target.resolve("made-of");
			if (!Files.exists(marker) || !Files.readString(marker).equals(state)) {
				make(program, jar);
				Files.writeString(marker, state);
			}
			return program;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot lay out " + module, ex);
		}
	}

	private List<String> jvm(Path target, String optionsOf) {
		List<String> words = new ArrayList<>(List.of(JAVA.toString()));
		words.addAll(options(this.root.resolve(optionsOf).resolve("jvm.options")));
		words.add("-Djava.library.path=" + target.resolve("native"));
		words.add("-Djava.io.tmpdir=" + target.resolve("tmp"));
		words.add("-XX:MaxRAM=" + MEMORY);
		words.add(this.cores.jvmOption());
		words.add("-Dreactor.netty.ioWorkerCount=" + this.cores.ofSubject());
		words.add("-Dloops=" + this.cores.ofSubject());
		return words;
	}

	/** All but the folder of native code, which is another one here. */
	private static List<String> options(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("-Djava.library.path"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void make(JavaProgram program, Path jar) throws IOException {
		delete(program.folder());
		Files.createDirectories(program.folder().resolve("native"));
		Files.createDirectories(program.folder().resolve("tmp"));
		Path libraries = jar.resolveSibling("lib");
		if (Files.exists(libraries)) {
			Files.copy(jar, program.jar());
			Tool.run(program.folder(), List.of("cp", "-R", libraries.toString(), "lib"));
		}
		else {
			Tool.run(program.folder(), List.of(JAVA.toString(), "-Djarmode=tools", "-jar", jar.toString(), "extract",
					"--destination", ".", "--force", "--application-filename", program.name() + ".jar"));
		}
		try (Stream<Path> jars = Files.list(program.folder().resolve("lib"))) {
			for (Path each : jars.filter((path) -> path.toString().contains("-native-epoll-")).toList()) {
				unpackNative(each, program.folder().resolve("native"));
			}
		}
		List<String> words = new ArrayList<>(program.jvm());
		words.addAll(
				List.of("-Xlog:aot*=error", "-XX:AOTCacheOutput=" + program.cache(), "-Dspring.context.exit=onRefresh",
						"-Dexit=true", "-Dport=0", "-Ddemo.secret=none", "-jar", program.jar().toString()));
		Tool.run(program.folder(), words);
	}

	private static void unpackNative(Path jar, Path target) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
				ZipEntry entry = entries.nextElement();
				if (entry.getName().matches("META-INF/native/[^/]+\\.so")) {
					try (InputStream content = zip.getInputStream(entry)) {
						Files.copy(content, target.resolve(Path.of(entry.getName()).getFileName()));
					}
				}
			}
		}
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

}
