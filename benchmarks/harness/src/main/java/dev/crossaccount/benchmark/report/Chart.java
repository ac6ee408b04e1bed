package dev.crossaccount.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.measure.Spread;

/** The headline as a picture: what a request costs each proxy, and how long it takes. */
public final class Chart {

	private static final String STYLE = """
			text { font-family: system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #0f172a; }
			.title { font-size: 17px; font-weight: 600; }
			.label { font-size: 14px; }
			.value { font-size: 14px; font-weight: 600; }
			.small { font-size: 12.5px; fill: #475569; }
			""";

	private final Findings findings;

	private Chart(Findings findings) {
		this.findings = findings;
	}

	/**
	 * Draws the picture.
	 * @param findings what was measured
	 * @return SVG
	 */
	public static String of(Findings findings) {
		Chart chart = new Chart(findings);
		return svg(Stream.of(chart.costs(), chart.latencies()).filter((panel) -> !panel.bars().isEmpty()).toList());
	}

	static String svg(List<Panel> panels) {
		int height = panels.stream().mapToInt(Panel::height).sum() + 8;
		StringBuilder svg = new StringBuilder("""
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
				<title>What a request costs the gateway and its peers</title>
				<style>
				%s</style>
				<rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="#ffffff" stroke="#e2e8f0"/>
				""".formatted(Panel.WIDTH, height, Panel.WIDTH, height, STYLE, Panel.WIDTH - 1, height - 1));
		int top = 4;
		for (Panel panel : panels) {
			svg.append(panel.draw(top));
			top += panel.height();
		}
		return svg.append("</svg>\n").toString();
	}

	private Panel costs() {
		String what = Case.MAIN.title();
		return new Panel("Processor time per request, in µs",
				what + ", at saturation; median, and smallest to largest of the rounds; shorter is better",
				bars((name) -> this.findings.rounds().of(name, what, Round::cpuMicros),
						(name) -> this.findings.rounds().ratio(name, "stock", what, Round::cpuMicros)));
	}

	private Panel latencies() {
		String what = Case.MAIN.title();
		return new Panel("99th percentile of latency, in µs",
				"%s, at %s requests/s, from when a request was due; shorter is better".formatted(what,
						Figures.number(this.findings.rate())),
				bars((name) -> this.findings.latencies().of(name, what, Latencies::p99),
						(name) -> this.findings.latencies().ratio(name, "stock", what, Latencies::p99)));
	}

	private List<Bar> bars(Function<String, Optional<Spread>> value, Function<String, Optional<Spread>> ratio) {
		List<Bar> bars = new ArrayList<>();
		for (String name : Report.PROXIES) {
			value.apply(name)
				.ifPresent((spread) -> bars.add(new Bar(this.findings.title(name), spread, name.equals("stock") ? ""
						: ratio.apply(name).map((part) -> Figures.number(part.median()) + " × stock").orElse(""),
						group(name))));
		}
		return bars;
	}

	private static Bar.Group group(String name) {
		return switch (name) {
			case "plain", "key", "jwt" -> Bar.Group.OURS;
			case "stock" -> Bar.Group.BASE;
			default -> Bar.Group.PEER;
		};
	}

}
