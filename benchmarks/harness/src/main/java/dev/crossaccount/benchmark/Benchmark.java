package dev.crossaccount.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.crossaccount.benchmark.load.H2Load;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Meter;
import dev.crossaccount.benchmark.measure.Results;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.WarmUp;
import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Programs;
import dev.crossaccount.benchmark.report.ProxyTable;
import dev.crossaccount.benchmark.subject.AuthorizationServer;
import dev.crossaccount.benchmark.subject.Bench;
import dev.crossaccount.benchmark.subject.Gateways;
import dev.crossaccount.benchmark.subject.Http;
import dev.crossaccount.benchmark.subject.Patience;
import dev.crossaccount.benchmark.subject.Proxies;
import dev.crossaccount.benchmark.subject.Subject;
import dev.crossaccount.benchmark.subject.Upstream;

/** Measures, and prints and writes what it measured. */
final class Benchmark {

	private final Options options;

	private final Bench bench;

	private final Meter meter;

	private Benchmark(Options options, Bench bench) {
		this.options = options;
		this.bench = bench;
		this.meter = new Meter(new H2Load(bench.cores(), bench.folder()), bench.programs());
	}

	public static void main(String[] args) throws IOException {
		Options options = Options.parse(args);
		Path root = Path.of("").toAbsolutePath();
		Path folder = Files.createDirectories(root.resolve("benchmarks/target/run"));
		try (Programs programs = new Programs(folder)) {
			new Benchmark(options, new Bench(root, folder, Cores.ofThisMachine(), programs)).run();
		}
	}

	private void run() {
		List<Subject> subjects = start();
		WarmUp warmUp = new WarmUp(this.meter, Duration.ofSeconds(3), this.options.quick() ? 5 : 15);
		for (Subject subject : subjects) {
			List<Double> figures = warmUp.run(subject.program(),
					subject.load(Case.MAIN.path(), Case.MAIN.answerBytes()), Case.MAIN.connections());
			subject.program().pin(this.bench.cores());
			say("warm-up of %s: %s µs".formatted(subject.name(), figures.stream().map(Math::round).toList()));
		}
		Results results = new Results();
		for (int round = 0; round < (this.options.quick() ? 1 : 5); round++) {
			for (Subject subject : subjects) {
				Round measured = this.meter.measure(subject.program(),
						subject.load(Case.MAIN.path(), Case.MAIN.answerBytes()), Case.MAIN.connections(),
						Duration.ofSeconds(this.options.quick() ? 3 : 5));
				say("round %d of %s: %.1f µs, %.0f/s, others %.1f %%".formatted(round + 1, subject.name(),
						measured.cpuMicros(), measured.perSecond(), measured.noise() * 100));
				results.add(subject.name(), Case.MAIN, measured);
			}
		}
		System.out.println(ProxyTable.of(results, subjects, Case.MAIN));
	}

	private List<Subject> start() {
		Subject upstream = Upstream.start(this.bench);
		await(upstream);
		Proxies proxies = new Proxies(this.bench, upstream);
		List<Subject> subjects = new ArrayList<>();
		add("nginx", proxies::nginx, subjects);
		add("haproxy", proxies::haproxy, subjects);
		add("vertx", proxies::vertx, subjects);
		add("stock", proxies::stock, subjects);
		AuthorizationServer issuer = AuthorizationServer.start(this.bench);
		Gateways gateways = new Gateways(this.bench, upstream, issuer);
		add("plain", gateways::plain, subjects);
		add("key", gateways::key, subjects);
		add("jwt", gateways::jwt, subjects);
		subjects.forEach(Benchmark::await);
		return subjects;
	}

	private void add(String name, Supplier<Subject> start, List<Subject> subjects) {
		if (this.options.wants(name)) {
			say("starting " + name);
			subjects.add(start.get());
		}
	}

	private static void await(Subject subject) {
		Patience.until(subject.program(), () -> Http.answers(subject.load(Case.MAIN.path(), Case.MAIN.answerBytes())));
	}

	private static void say(String what) {
		System.err.println("benchmark: " + what);
	}

}
