package dev.crossaccount.benchmark.report;

import dev.crossaccount.benchmark.measure.Spread;

/**
 * A bar of a chart.
 *
 * @param label whose it is
 * @param value how long it is, and between which lengths it was measured
 * @param note what stands behind it, besides the value
 * @param group whose colour it has
 */
record Bar(String label, Spread value, String note, Group group) {

	/** What is told apart by colour. */
	enum Group {

		/** Programs that others wrote. */
		PEER("#94a3b8"),

		/** What all are compared with. */
		BASE("#d97706"),

		/** This repository's. */
		OURS("#0f766e");

		private final String colour;

		Group(String colour) {
			this.colour = colour;
		}

		String colour() {
			return this.colour;
		}

	}

}
