/** Requests, and the answers that count. */
@NullMarked
package dev.crossaccount.benchmark.load;

import org.jspecify.annotations.NullMarked;
