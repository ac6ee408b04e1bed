/**
 * The three AWS accounts: what {@code docker-compose.yml} plays, for real.
 */
@NullMarked
package dev.crossaccount.infra;

import org.jspecify.annotations.NullMarked;
