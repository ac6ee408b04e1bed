package dev.crossaccount.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.crossaccount.benchmark.process.Tool;
import dev.crossaccount.benchmark.subject.Bench;

/** What was measured on, and in which versions. */
public final class Machine {

	private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?[-+.\\w]*");

	private final Bench bench;

	/**
	 * Makes the description.
	 * @param bench what subjects were started with
	 */
	public Machine(Bench bench) {
		this.bench = bench;
	}

	/**
	 * Describes the machine.
	 * @return lines of Markdown
	 */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add("Machine: %s, %d processors, %s of memory, Linux %s".formatted(
				field("/proc/cpuinfo", "model name\\s*:\\s*(.+)"), this.bench.cores().all(),
				memory(field("/proc/meminfo", "MemTotal:\\s*(\\d+) kB")), System.getProperty("os.version")));
		lines.add("Processors: %s for the subject, %s for the load, the upstream and the database"
			.formatted(this.bench.cores().subjectList(), this.bench.cores().loadList()));
		lines
			.add("JDK %s; JVMs are told that they have %d processor(s) and 512 MiB, and get gateway-service/jvm.options"
				.formatted(System.getProperty("java.vm.version"), this.bench.cores().ofSubject()));
		lines.add("nginx %s, HAProxy %s, h2load %s, PostgreSQL of the image postgres:17, %s".formatted(
				version("nginx", "-v"), version("haproxy", "-v"), version("h2load", "--version"),
				String.join(", ", jars())));
		lines.add("This repository at " + commit());
		return lines;
	}

	private List<String> jars() {
		return List.of("Vert.x " + jar("vertx-proxy", "vertx-core"),
				"Spring Cloud Gateway " + jar("stock-gateway", "spring-cloud-gateway-server-webflux"),
				"Spring Boot " + jar("stock-gateway", "spring-boot"), "Netty " + jar("stock-gateway", "netty-common"));
	}

	private String jar(String program, String name) {
		Path folder = this.bench.folder().resolve("java").resolve(program).resolve("lib");
		Pattern pattern = Pattern.compile(Pattern.quote(name) + "-(\\d.*)\\.jar");
		try (Stream<Path> jars = Files.list(folder)) {
			return jars.map((jar) -> pattern.matcher(jar.getFileName().toString()))
				.filter(Matcher::matches)
				.map((matcher) -> matcher.group(1))
				.findFirst()
				.orElse("?");
		}
		catch (IOException ex) {
			return "(not measured)";
		}
	}

	private String commit() {
		if (!Tool.succeeds(this.bench.root(), List.of("git", "rev-parse", "HEAD"))) {
			return "an unknown commit";
		}
		String changed = Tool.run(this.bench.root(), List.of("git", "status", "--porcelain", "--", "*.java", "*.xml"))
			.isEmpty() ? "" : ", changed since";
		return Tool.run(this.bench.root(), List.of("git", "rev-parse", "--short", "HEAD")) + changed;
	}

	private String version(String... command) {
		Matcher matcher = VERSION.matcher(Tool.run(this.bench.root(), List.of(command)));
		return matcher.find() ? matcher.group() : "?";
	}

	private static String memory(String kibibytes) {
		return kibibytes.equals("?") ? "an unknown amount"
				: Math.round(Double.parseDouble(kibibytes) / (1024 * 1024)) + " GiB";
	}

	private static String field(String file, String pattern) {
		try {
			Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
			return matcher.find() ? matcher.group(1) : "?";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
