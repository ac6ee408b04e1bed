package dev.crossaccount.benchmark.report;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Spread;
import dev.crossaccount.benchmark.phase.ServicePhase;

/** What the project promises, beside what was measured. */
public final class Targets {

	private static final double HALF_OF_THE_BODIES = 32.0 * 1024 * 1024;

	private final Findings findings;

	private Targets(Findings findings) {
		this.findings = findings;
	}

	/**
	 * Makes the table.
	 * @param findings what was measured
	 * @return the table
	 */
	public static Table of(Findings findings) {
		Table table = new Table("target", "bound", "measured", "");
		for (Target target : new Targets(findings).all()) {
			table.row(target.what(), target.boundText(), target.measured().map(Figures::number).orElse(Figures.NONE),
					target.verdict());
		}
		return table;
	}

	private List<Target> all() {
		return List.of(Target.atMost(0.35, "CPU per request, plain route ÷ stock gateway", cpu("plain", "stock")),
				Target.atMost(0.45, "CPU per request, full duty with API key ÷ stock gateway doing nothing",
						cpu("key", "stock")),
				Target.atMost(0.5, "CPU per request, full duty with JWT ÷ stock gateway doing nothing",
						cpu("jwt", "stock")),
				Target.atMost(1, "p99 added at half the stock gateway's saturation, full duty ÷ stock gateway",
						addedP99()),
				Target.atMost(1.25, "CPU per request, full duty, 1,000 connections ÷ 64", manyConnections()),
				Target.atLeast(0.8, "throughput of 1 MiB bodies, full duty ÷ nginx",
						this.findings.rounds()
							.ratio("key", "nginx", Case.LARGE.title(), Round::perSecond)
							.map(Spread::median)),
				Target.atMost(1, "memory that 1 MiB bodies add, full duty ÷ half of the bodies on their way",
						memoryOfBodies()),
				Target.atMost(0.5, "start to first answer, full duty, with AOT cache ÷ without", start()),
				Target.atMost(0.8, "CPU per request, dog-names-service ÷ stock Spring MVC",
						service("dogs", "mvc-dogs", ServicePhase.DOG)),
				Target.atMost(0.8, "CPU per request, todo-service listing 100 ÷ stock Spring MVC",
						service("todo", "mvc-todo", ServicePhase.LIST)),
				Target.atMost(0.8, "CPU per request, todo-service creating ÷ stock Spring MVC",
						service("todo", "mvc-todo", ServicePhase.CREATE)));
	}

	private Optional<Double> cpu(String subject, String base) {
		return service(subject, base, Case.MAIN.title());
	}

	private Optional<Double> service(String subject, String base, String what) {
		return this.findings.rounds().ratio(subject, base, what, Round::cpuMicros).map(Spread::median);
	}

	private Optional<Double> addedP99() {
		return added("key").flatMap((ours) -> added("stock").map((stock) -> ours / stock));
	}

	private Optional<Double> added(String subject) {
		Optional<Double> direct = p99("upstream");
		return p99(subject).flatMap((through) -> direct.map((without) -> through - without));
	}

	private Optional<Double> p99(String subject) {
		return this.findings.latencies().of(subject, Case.MAIN.title(), Latencies::p99).map(Spread::median);
	}

	private Optional<Double> manyConnections() {
		return median("key", Case.MANY, Round::cpuMicros)
			.flatMap((many) -> median("key", Case.MAIN, Round::cpuMicros).map((few) -> many / few));
	}

	private Optional<Double> memoryOfBodies() {
		return median("key", Case.LARGE, Round::memory).flatMap((large) -> median("key", Case.MAIN, Round::memory)
			.map((small) -> Math.max(0, large - small) / HALF_OF_THE_BODIES));
	}

	private Optional<Double> start() {
		return this.findings.starts()
			.of("key", Findings.CACHED, Double::doubleValue)
			.flatMap((with) -> this.findings.starts()
				.of("key", Findings.UNCACHED, Double::doubleValue)
				.map((without) -> with.median() / without.median()));
	}

	private Optional<Double> median(String subject, Case what, ToDoubleFunction<Round> figure) {
		return this.findings.rounds().of(subject, what.title(), figure).map(Spread::median);
	}

}
