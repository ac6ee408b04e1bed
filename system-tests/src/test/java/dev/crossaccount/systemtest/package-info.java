/**
 * Drives the shipped {@code ./run} and {@code docker-compose.yml} from outside, as a user
 * does.
 */
@NullMarked
package dev.crossaccount.systemtest;

import org.jspecify.annotations.NullMarked;
