package dev.crossaccount.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.crossaccount.benchmark.Options.UsageException;
import dev.crossaccount.benchmark.load.FixedRate;
import dev.crossaccount.benchmark.load.H2Load;
import dev.crossaccount.benchmark.load.OwnLoad;
import dev.crossaccount.benchmark.load.VoidRunException;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Meter;
import dev.crossaccount.benchmark.phase.Desk;
import dev.crossaccount.benchmark.phase.Effort;
import dev.crossaccount.benchmark.process.Cores;
import dev.crossaccount.benchmark.process.Programs;
import dev.crossaccount.benchmark.report.Chart;
import dev.crossaccount.benchmark.report.Machine;
import dev.crossaccount.benchmark.report.MemoryReport;
import dev.crossaccount.benchmark.report.Report;
import dev.crossaccount.benchmark.subject.Bench;

/** Measures, and prints and writes what it measured. */
final class Benchmark {

	private static final int WRONG_OPTION = 2;

	private static final int VOID = 3;

	private Benchmark() {
	}

	/**
	 * Runs in the root of the repository.
	 * @param args see benchmarks/run --help
	 * @throws IOException if files can't be written
	 */
	public static void main(String[] args) throws IOException {
		int status = 0;
		try {
			run(Options.parse(args));
		}
		catch (UsageException ex) {
			System.err.println("benchmarks/run: " + ex.getMessage());
			status = WRONG_OPTION;
		}
		catch (VoidRunException ex) {
			System.err.println("benchmarks/run: This run is void: " + ex.getMessage());
			status = VOID;
		}
		System.exit(status);
	}

	private static void run(Options options) throws IOException {
		Path root = Path.of("").toAbsolutePath();
		Path folder = Files.createDirectories(root.resolve("benchmarks/target/run"));
		Cores cores = Cores.ofThisMachine();
		cores.pinHarness();
		Programs programs = new Programs(folder, cores);
		try {
			measure(options,
					new Desk(new Bench(root, folder, programs, true, false),
							new Meter(new H2Load(cores, folder), programs), new Meter(new OwnLoad(cores), programs),
							new FixedRate(cores), options.quick() ? Effort.QUICK : Effort.FULL, new Findings()));
		}
		catch (RuntimeException ex) {
			// Ctrl-C ends programs under the hands of what measures them.
			if (!programs.isClosing()) {
				throw ex;
			}
		}
		finally {
			programs.close();
		}
	}

	private static void measure(Options options, Desk desk) throws IOException {
		if (options.memory()) {
			memory(options, desk);
		}
		else {
			costs(options, desk);
		}
	}

	private static void costs(Options options, Desk desk) throws IOException {
		new Course(options, desk).run();
		String report = Report.of(desk.findings(), new Machine(desk.bench()).lines(), !options.quick());
		System.out.println(report);
		Path folder = options.isWhole() ? results(desk) : desk.bench().folder();
		Files.writeString(folder.resolve("results.md"), report);
		Files.writeString(folder.resolve("results.svg"), Chart.of(desk.findings()));
		desk.say("written to %s/results.md and results.svg", folder);
	}

	private static void memory(Options options, Desk desk) throws IOException {
		String report = MemoryReport.of(new Course(options, desk).memory(), new Machine(desk.bench()).lines());
		System.out.println(report);
		Path folder = options.quick() ? desk.bench().folder() : results(desk);
		Files.writeString(folder.resolve("memory.md"), report);
	}

	private static Path results(Desk desk) throws IOException {
		return Files.createDirectories(desk.bench().root().resolve("benchmarks/results"));
	}

}
