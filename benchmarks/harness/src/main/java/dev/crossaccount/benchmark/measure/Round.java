package dev.crossaccount.benchmark.measure;

/**
 * Holds what one round of requests showed of a subject.
 *
 * @param cpuMicros processor time for each request, in microseconds
 * @param perSecond requests in a second
 * @param memory most memory that it had in RAM, in bytes
 */
public record Round(double cpuMicros, double perSecond, long memory) {
}
