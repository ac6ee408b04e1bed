package dev.crossaccount.benchmark.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Spread;
import dev.crossaccount.benchmark.phase.ServicePhase;

/** All that was measured, as a page of Markdown. */
public final class Report {

	/** Names of proxies, in the order in which they are shown. */
	public static final List<String> PROXIES = List.of("nginx", "haproxy", "vertx", "stock", "plain", "key", "jwt");

	private final Findings findings;

	private final List<String> machine;

	private final StringBuilder text = new StringBuilder();

	private Report(Findings findings, List<String> machine) {
		this.findings = findings;
		this.machine = machine;
	}

	/**
	 * Writes the page.
	 * @param findings what was measured
	 * @param machine lines about the machine
	 * @param judged whether targets can be judged by it
	 * @return the text
	 */
	public static String of(Findings findings, List<String> machine, boolean judged) {
		return new Report(findings, machine).page(judged);
	}

	private String page(boolean judged) {
		this.text.append("# Results of `benchmarks/run`\n\n");
		this.findings.remarks().forEach((remark) -> this.text.append("**").append(remark).append("**\n\n"));
		this.machine.forEach((line) -> this.text.append("- ").append(line).append('\n'));
		this.text
			.append("- Median (smallest–largest) of the rounds; ratios are medians of ratios of rounds side by side\n");
		this.text.append("- Others took %s %% of the machine at most in a round\n\n"
			.formatted(Figures.number(this.findings.rounds().largest(Round::noise) * 100)));
		if (judged) {
			section("Targets", Targets.of(this.findings));
		}
		costs();
		latencies();
		starts();
		services();
		return this.text.toString();
	}

	private void costs() {
		CostTable costs = new CostTable(this.findings, "nginx", "stock");
		Stream.concat(Stream.of(Case.MAIN), Case.FURTHER.stream()).map(Case::title).forEach((what) -> {
			List<String> measured = measured(PROXIES, what);
			if (!measured.isEmpty()) {
				section("Cost of a request: %s; rounds: %d".formatted(what,
						this.findings.rounds().count(measured.get(0), what)), costs.of(what, measured));
			}
		});
	}

	private void latencies() {
		String what = Case.MAIN.title();
		List<String> measured = Stream.concat(Stream.of("upstream"), PROXIES.stream())
			.filter((name) -> this.findings.latencies().count(name, what) > 0)
			.toList();
		if (!measured.isEmpty()) {
			section("Latency at %s requests/s".formatted(Figures.number(this.findings.rate())),
					latencies(what, measured));
		}
	}

	private Table latencies(String what, List<String> subjects) {
		Table table = new Table("µs, from when a request was due", "p50", "p99", "p99.9", "sender late, p99");
		for (String subject : subjects) {
			table.row(this.findings.title(subject),
					Figures.spread(this.findings.latencies().of(subject, what, Latencies::p50)),
					Figures.spread(this.findings.latencies().of(subject, what, Latencies::p99)),
					Figures.spread(this.findings.latencies().of(subject, what, Latencies::p999)),
					Figures.median(this.findings.latencies().of(subject, what, Latencies::lateness)));
		}
		return table;
	}

	private void starts() {
		Table table = new Table("ms from start to first answer", Findings.CACHED, Findings.UNCACHED, "ratio");
		boolean any = false;
		for (String subject : List.of("vertx", "stock", "key", "dogs", "mvc-dogs", "todo", "mvc-todo")) {
			Optional<Spread> with = this.findings.starts().of(subject, Findings.CACHED, Double::doubleValue);
			if (with.isPresent()) {
				any = true;
				table.row(this.findings.title(subject), Figures.spread(with),
						Figures.spread(this.findings.starts().of(subject, Findings.UNCACHED, Double::doubleValue)),
						Figures.number(with.get().median() / this.findings.starts()
							.of(subject, Findings.UNCACHED, Double::doubleValue)
							.orElseThrow()
							.median()));
			}
		}
		if (any) {
			section("Start", table);
		}
	}

	private void services() {
		service(ServicePhase.DOG, "dogs", "mvc-dogs");
		service(ServicePhase.LIST, "todo", "mvc-todo");
		service(ServicePhase.CREATE, "todo", "mvc-todo");
	}

	private void service(String what, String ours, String stock) {
		List<String> measured = measured(List.of(ours, stock), what);
		if (!measured.isEmpty()) {
			section("Service: %s; rounds: %d".formatted(what, this.findings.rounds().count(ours, what)),
					new CostTable(this.findings, stock).of(what, measured));
			this.text.append(latencies(what, measured)).append('\n');
		}
	}

	private List<String> measured(List<String> names, String what) {
		return names.stream().filter((name) -> this.findings.rounds().count(name, what) > 0).toList();
	}

	private void section(String title, Table table) {
		this.text.append("## ").append(title).append("\n\n").append(table).append('\n');
	}

}
