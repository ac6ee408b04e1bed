package dev.crossaccount.benchmark.measure;

/**
 * Holds what one round of requests showed of a subject.
 *
 * @param cpuMicros processor time for each request, in microseconds
 * @param perSecond requests in a second
 * @param memory most memory that it had in RAM, in bytes
 * @param noise part of the machine that others took meanwhile, 0 to 1
 */
public record Round(double cpuMicros, double perSecond, long memory, double noise) {
}
