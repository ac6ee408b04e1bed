package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.crossaccount.systemtest.DockerRequired;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten minutes of load, in which nothing grows. Not part of an ordinary build:
 * {@code mvn verify -Psoak -pl system-tests}.
 */
@DockerRequired
@Topology.Overlays({ "system-tests/src/test/compose/resilience.yml", "system-tests/src/test/compose/soak.yml" })
@ExtendWith({ Topology.Extension.class, Report.Extension.class })
class FlatSoak {

	private static final int MINUTES = 10;

	private static final int WARM_UP_MINUTES = 2;

	private static final double SOON_MILLIS = 250;

	/** Requests a second. */
	private static final int STEP = 25;

	/** Requests a second, which no small machine serves besides sending them. */
	private static final int MAX = 1000;

	private static final List<String> SERVICES = List.of("gateway-service", "dog-names-service", "todo-service");

	private final Topology topology;

	FlatSoak(Topology topology) {
		this.topology = topology;
	}

	/** Containers have another user, and no memory for a dump. */
	@BeforeAll
	static void makeRoomForDumps() throws IOException {
		Path dumps = Files.createDirectories(Path.of("target/dumps"));
		Files.setPosixFilePermissions(dumps, PosixFilePermissions.fromString("rwxrwxrwx"));
	}

	@Test
	void shouldStayFlat(Report.Row row) {
		row.of("soak: %d minutes at 70 %% load".formatted(MINUTES),
				"live heap, open files (connections are some) and threads of each container no more in the second half than in the first; Netty finds no leak; nothing fails");
		assertThat(leakDetection()).contains("leakDetection.level: paranoid");
		int capacity = capacity();
		int perSecond = capacity * 7 / 10;
		List<Load.Sent> failures = new ArrayList<>();
		List<List<Sample>> minutes = new ArrayList<>();
		try (Load load = Load.start(this.topology, perSecond, Load.USUAL)) {
			for (int minute = -WARM_UP_MINUTES; minute < MINUTES; minute++) {
				load.go(60);
				Load.Outcome outcome = load.takeSoFar();
				List<Sample> samples = samples();
				System.out.printf("Minute %d: %d requests, %d failed, p99 %.0f ms, %s%n", minute,
						outcome.requests().size(), outcome.failures().size(), outcome.p99(), samples);
				if (minute >= 0) {
					failures.addAll(outcome.failures());
					minutes.add(samples);
				}
			}
		}
		row.measured("%d requests a second of %d that are served soon, %d failed", perSecond, capacity,
				failures.size());
		List<Halves> halves = IntStream.range(0, minutes.get(0).size())
			.mapToObj((container) -> Halves.of(minutes.stream().map((samples) -> samples.get(container)).toList()))
			.toList();
		halves.forEach((container) -> container.measured(row));
		assertThat(leakDetection()).doesNotContain("LEAK");
		assertThat(failures).isEmpty();
		assertThat(halves).hasSize(6).allSatisfy(Halves::assertFlat);
	}

	/** What Netty says of it: its level and, as errors, what has leaked. */
	private String leakDetection() {
		return this.topology
			.shell("docker compose logs --no-color gateway-service | grep -E 'LEAK|leakDetection.level:' || true")
			.succeeds()
			.output();
	}

	/** The most that is served soon, in steps, each tried twice. */
	private int capacity() {
		Load.warmUp(this.topology);
		int served = 0;
		for (int next = STEP; next <= MAX && (isServedSoon(next) || isServedSoon(next)); next += STEP) {
			served = next;
		}
		assertThat(served).as("requests a second that are served soon").isPositive();
		return served;
	}

	private boolean isServedSoon(int perSecond) {
		try (Load load = Load.start(this.topology, perSecond, Load.USUAL)) {
			load.go(10);
			Load.Outcome outcome = load.stop();
			return outcome.failures().isEmpty() && outcome.quantile(0.9) < SOON_MILLIS;
		}
	}

	private List<Sample> samples() {
		return this.topology.containers()
			.stream()
			.filter((container) -> SERVICES.contains(container.service()))
			.sorted(Comparator.comparing(Topology.Container::name))
			.map(FlatSoak::sample)
			.toList();
	}

	private static Sample sample(Topology.Container container) {
		// It collects all garbage first.
		container.management("heapdump?live=true", "-o", "/dev/null");
		return new Sample(container.name(), figure(container, "jvm_gc_live_data_size_bytes") / (1 << 20),
				figure(container, "process_files_open_files"), figure(container, "jvm_threads_live_threads"));
	}

	private static double figure(Topology.Container container, String name) {
		return container.metrics((line) -> line.startsWith(name)).get(0);
	}

	/**
	 * What a container has at one time.
	 *
	 * @param container its name
	 * @param heap live objects, in MiB
	 * @param files open files, connections included
	 * @param threads platform threads
	 */
	private record Sample(String container, double heap, double files, double threads) {

		/**
		 * The least heap, because not every collection takes what is softly reachable,
		 * and the most of all else.
		 */
		static Sample of(List<Sample> samples) {
			return new Sample(samples.get(0).container(),
					samples.stream().mapToDouble(Sample::heap).min().orElseThrow(),
					samples.stream().mapToDouble(Sample::files).max().orElseThrow(),
					samples.stream().mapToDouble(Sample::threads).max().orElseThrow());
		}

	}

	/**
	 * What a container had in the two halves of the time.
	 *
	 * @param first the earlier one
	 * @param second the later one
	 */
	private record Halves(Sample first, Sample second) {

		static Halves of(List<Sample> minutes) {
			int half = minutes.size() / 2;
			return new Halves(Sample.of(minutes.subList(0, half)), Sample.of(minutes.subList(half, minutes.size())));
		}

		void measured(Report.Row row) {
			row.measured("%s: %.1f → %.1f MiB, %.0f → %.0f files, %.0f → %.0f threads",
					this.first.container().substring(Topology.PROJECT.length() + 1), this.first.heap(),
					this.second.heap(), this.first.files(), this.second.files(), this.first.threads(),
					this.second.threads());
		}

		/** But for what comes and goes. */
		void assertFlat() {
			String name = this.first.container();
			assertThat(this.second.heap()).as("live heap of %s, MiB", name).isLessThan(1.03 * this.first.heap() + 0.25);
			assertThat(this.second.files()).as("open files of %s", name).isLessThan(this.first.files() + 10);
			assertThat(this.second.threads()).as("threads of %s", name).isLessThan(this.first.threads() + 4);
		}

	}

}
