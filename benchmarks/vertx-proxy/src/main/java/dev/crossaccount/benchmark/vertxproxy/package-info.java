/** Vert.x http-proxy as it comes, for comparison. */
@NullMarked
package dev.crossaccount.benchmark.vertxproxy;

import org.jspecify.annotations.NullMarked;
