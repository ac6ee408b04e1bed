/** The parts of a measurement, in the order in which they are done. */
@NullMarked
package dev.crossaccount.benchmark.phase;

import org.jspecify.annotations.NullMarked;
