/**
 * Faults, lost power and abuse of the running topology, with a report of what came of it.
 */
@NullMarked
package dev.crossaccount.systemtest.resilience;

import org.jspecify.annotations.NullMarked;
