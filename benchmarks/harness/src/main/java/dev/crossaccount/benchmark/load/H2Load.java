package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.benchmark.process.Cores;

/** Sends by h2load, which takes little processor time. */
public final class H2Load implements Saturating {

	private final Cores cores;

	private final Path output;

	/**
	 * Makes a load.
	 * @param cores where it runs
	 * @param folder where its output goes
	 */
	public H2Load(Cores cores, Path folder) {
		this.cores = cores;
		this.output = folder.resolve("h2load.log");
	}

	@Override
	public double send(Load load, int connections, long requests, Duration limit) {
		try {
			Process process = new ProcessBuilder(command(load, connections, requests)).redirectErrorStream(true)
				.redirectOutput(this.output.toFile())
				.start();
			try {
				if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
					throw new VoidRunException("%d requests were not answered in %s".formatted(requests, limit));
				}
			}
			finally {
				process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new VoidRunException("interrupted");
		}
		H2LoadReport report = H2LoadReport.parse(read());
		report.check(requests, load.answerBytes());
		return report.perSecond();
	}

	private List<String> command(Load load, int connections, long requests) {
		List<String> words = new ArrayList<>(List.of("h2load", "--h1", "-m1", "-t1", "-c", String.valueOf(connections),
				"-n", String.valueOf(requests)));
		load.headers().forEach((header) -> words.addAll(List.of("-H", header)));
		if (load.body() != null) {
			words.addAll(List.of("-d", load.body().toString()));
		}
		words.add(load.uri());
		return this.cores.forLoad(words);
	}

	private String read() {
		try {
			return new String(Files.readAllBytes(this.output), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
