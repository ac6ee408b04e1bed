package dev.crossaccount.benchmark.report;

import java.util.Optional;

/**
 * A ratio that the project promises.
 *
 * @param what what is compared with what
 * @param atLeast whether the bound is the least that will do; else it is the most
 * @param bound the bound
 * @param measured what was measured, if it was
 */
record Target(String what, boolean atLeast, double bound, Optional<Double> measured) {

	static Target atMost(double bound, String what, Optional<Double> measured) {
		return new Target(what, false, bound, measured);
	}

	static Target atLeast(double bound, String what, Optional<Double> measured) {
		return new Target(what, true, bound, measured);
	}

	String verdict() {
		return this.measured.map((value) -> isMet(value) ? "met" : "**not met**").orElse("not measured");
	}

	String boundText() {
		return (this.atLeast ? "≥ " : "≤ ") + Figures.number(this.bound);
	}

	private boolean isMet(double value) {
		return this.atLeast ? value >= this.bound : value <= this.bound;
	}

}
