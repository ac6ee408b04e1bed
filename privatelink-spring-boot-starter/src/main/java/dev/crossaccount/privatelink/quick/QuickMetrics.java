package dev.crossaccount.privatelink.quick;

import org.jspecify.annotations.Nullable;

/** Measures answers. */
@FunctionalInterface
interface QuickMetrics {

	/**
	 * Counts an answer.
	 * @param path the path
	 * @param endpoint id of the endpoint, if the request came through one
	 * @param start when the request had come, by {@link System#nanoTime()}
	 */
	void answered(String path, @Nullable String endpoint, long start);

}
