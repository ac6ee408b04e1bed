/** Measures the gateway beside its peers. */
@NullMarked
package dev.crossaccount.benchmark;

import org.jspecify.annotations.NullMarked;
