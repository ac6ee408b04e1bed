/** Programs that the harness starts, and what /proc says of them. */
@NullMarked
package dev.crossaccount.benchmark.process;

import org.jspecify.annotations.NullMarked;
