package dev.crossaccount.benchmark.phase;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.subject.Subject;

/** Measures the gateway and its peers in front of one upstream. */
public class ProxyPhase {

	private final Desk desk;

	private final Subject upstream;

	private final List<Subject> proxies;

	private final Saturation saturation;

	/**
	 * Makes the phase.
	 * @param desk what it measures with
	 * @param upstream what all proxies are in front of
	 * @param proxies what is measured
	 */
	public ProxyPhase(Desk desk, Subject upstream, List<Subject> proxies) {
		this.desk = desk;
		this.upstream = upstream;
		this.proxies = proxies;
		this.saturation = new Saturation(desk, desk.meter());
	}

	/** Measures what a small request costs over 64 connections. */
	public void main() {
		this.proxies.forEach((proxy) -> this.saturation.warmUp(proxy, load(proxy, Case.MAIN), Case.MAIN.connections()));
		measure(Case.MAIN, this.desk.effort().mainRounds());
	}

	/** Measures larger bodies, and fewer and more connections. */
	public void furtherCases() {
		for (Case what : Case.FURTHER) {
			this.saturation.settle(entries(what), what.connections());
			measure(what, this.desk.effort().rounds());
		}
	}

	/**
	 * Measures latencies at half the rate at which stock Spring Cloud Gateway is
	 * saturated.
	 */
	public void latencies() {
		OptionalDouble saturated = saturatedAt("stock").isPresent() ? saturatedAt("stock")
				: this.proxies.stream()
					.map(Subject::name)
					.map(this::saturatedAt)
					.flatMapToDouble(OptionalDouble::stream)
					.min();
		double rate = Math.rint(saturated.orElseThrow() / 2);
		this.desk.findings().rate(rate);
		for (int number = 1; number <= this.desk.effort().rateRounds(); number++) {
			for (Subject each : Stream.concat(Stream.of(this.upstream), this.proxies.stream()).toList()) {
				Latencies latencies = this.desk.fixedRate()
					.measure(load(each, Case.MAIN), Case.MAIN.connections(), rate, this.desk.effort().rateSeconds());
				this.desk.findings().latencies().add(each.name(), Case.MAIN.title(), latencies);
				this.desk.say("latency at %.0f requests/s, round %d, %s: p50 %.0f, p99 %.0f, p99.9 %.0f µs", rate,
						number, each.name(), latencies.p50(), latencies.p99(), latencies.p999());
			}
		}
	}

	private OptionalDouble saturatedAt(String name) {
		return this.desk.findings()
			.rounds()
			.of(name, Case.MAIN.title(), Round::perSecond)
			.map((spread) -> OptionalDouble.of(spread.median()))
			.orElse(OptionalDouble.empty());
	}

	private void measure(Case what, int rounds) {
		this.saturation.measure(what.title(), entries(what), what.connections(), rounds);
	}

	private List<Saturation.Entry> entries(Case what) {
		return this.proxies.stream().map((proxy) -> new Saturation.Entry(proxy, load(proxy, what))).toList();
	}

	private static Load load(Subject subject, Case what) {
		return subject.load(what.path(), what.answerBytes());
	}

}
