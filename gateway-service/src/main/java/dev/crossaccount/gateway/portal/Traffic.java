package dev.crossaccount.gateway.portal;

import org.jspecify.annotations.Nullable;

/**
 * How much there was lately, and how it went.
 *
 * @param rate requests a second
 * @param p50Ms milliseconds that half of the answers took at most, if there were any
 * @param p99Ms the same of 99 in 100
 * @param errorShare part of the requests that were answered with 5xx, whoever caused it,
 * 0 to 1
 * @param throttledShare part of the requests that were one too many, 0 to 1
 */
record Traffic(double rate, @Nullable Double p50Ms, @Nullable Double p99Ms, double errorShare, double throttledShare) {

}
