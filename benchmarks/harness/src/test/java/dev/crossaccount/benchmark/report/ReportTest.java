package dev.crossaccount.benchmark.report;

import java.util.List;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.phase.ServicePhase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

	private static final long MEBIBYTE = 1024 * 1024;

	private final Findings findings = new Findings();

	@Test
	void shouldShowCostsBesideNginxAndStock() {
		this.findings.name("plain", "gateway, plain route");
		rounds("nginx", 25, 30);
		rounds("stock", 100, 120);
		rounds("plain", 40, 42);
		assertThat(page()).contains("| gateway, plain route | 41.0 (40.0–42.0) | 1.50 | 0.38 | 1,000 | 100 |");
	}

	@Test
	void shouldSayWhetherTargetsAreMet() {
		rounds("stock", 100, 100);
		rounds("plain", 35, 35);
		rounds("key", 46, 46);
		assertThat(page()).contains("| CPU per request, plain route ÷ stock gateway | ≤ 0.35 | 0.35 | met |")
			.contains("full duty with API key ÷ stock gateway doing nothing | ≤ 0.45 | 0.46 | **not met** |")
			.contains("full duty with JWT ÷ stock gateway doing nothing | ≤ 0.50 | – | not measured |");
	}

	@Test
	void shouldCompareLatencyThatIsAdded() {
		latency("upstream", 100);
		latency("stock", 600);
		latency("key", 350);
		assertThat(page()).contains("full duty ÷ stock gateway | ≤ 1.00 | 0.50 | met |")
			.contains("## Latency at 0.00 requests/s");
	}

	@Test
	void shouldCompareMemoryWithTheBodiesOnTheirWay() {
		rounds("key", 46);
		this.findings.rounds().add("key", Case.LARGE.title(), new Round(1, 1, 148 * MEBIBYTE, 0));
		assertThat(page()).contains("half of the bodies on their way | ≤ 1.00 | 1.50 | **not met** |");
	}

	@Test
	void shouldShowStartsAndServices() {
		this.findings.starts().add("key", Findings.CACHED, 1000.0);
		this.findings.starts().add("key", Findings.UNCACHED, 4000.0);
		this.findings.rounds().add("dogs", ServicePhase.DOG, new Round(50, 1, MEBIBYTE, 0));
		this.findings.rounds().add("mvc-dogs", ServicePhase.DOG, new Round(100, 1, MEBIBYTE, 0));
		assertThat(page()).contains("| key | 1,000 | 4,000 | 0.25 |")
			.contains("with AOT cache ÷ without | ≤ 0.50 | 0.25 | met |")
			.contains("dog-names-service ÷ stock Spring MVC | ≤ 0.80 | 0.50 | met |");
	}

	@Test
	void shouldPutRemarksFirst() {
		this.findings.remark("todo-service was not measured: there is no Docker.");
		assertThat(page()).startsWith("# Results of `benchmarks/run`\n\n**todo-service was not measured");
	}

	private String page() {
		return Report.of(this.findings, List.of("Machine: x"), true);
	}

	private void rounds(String name, double... cpu) {
		for (double micros : cpu) {
			this.findings.rounds().add(name, Case.MAIN.title(), new Round(micros, 1000, 100 * MEBIBYTE, 0.01));
		}
	}

	private void latency(String name, double p99) {
		this.findings.latencies().add(name, Case.MAIN.title(), new Latencies(p99 / 2, p99, p99 * 2, 1));
	}

}
