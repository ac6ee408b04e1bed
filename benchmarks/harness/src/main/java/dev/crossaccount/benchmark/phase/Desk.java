package dev.crossaccount.benchmark.phase;

import java.util.Locale;

import dev.crossaccount.benchmark.load.FixedRate;
import dev.crossaccount.benchmark.measure.Findings;
import dev.crossaccount.benchmark.measure.Meter;
import dev.crossaccount.benchmark.subject.Bench;

/**
 * Holds what every phase measures with.
 *
 * @param bench what subjects are started with
 * @param meter what measures rounds of proxies at saturation
 * @param serviceMeter what measures rounds of services at saturation
 * @param fixedRate what measures latencies
 * @param effort how long and how often
 * @param findings where results go
 */
public record Desk(Bench bench, Meter meter, Meter serviceMeter, FixedRate fixedRate, Effort effort,
		Findings findings) {

	/**
	 * Tells whoever waits what happens.
	 * @param format see {@link String#format}
	 * @param values what is put in
	 */
	public void say(String format, Object... values) {
		System.err.println("benchmarks/run: " + String.format(Locale.ROOT, format, values));
	}

}
