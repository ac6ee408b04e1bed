/** What the numbers of the status look like to people. */

const HEALTH = { up: "up", degraded: "degraded", down: "down", unknown: "unknown" };

const BREAKER = { "closed": "breaker closed", "half-open": "breaker on trial", "open": "breaker open" };

/** For those who don't tell the colours apart. */
export const MARKS = { up: "●", degraded: "▲", down: "✕", unknown: "○" };

export const health = (state) => HEALTH[state] ?? "unknown";

export const breaker = (state) => BREAKER[state] ?? `breaker ${state}`;

export function rate(traffic) {
  return traffic ? `${number(traffic.rate)} req/s` : "measuring";
}

export function number(value) {
  if (value > 0 && value < 0.05) {
    return "< 0.1";
  }
  return value < 9.95 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

export function millis(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return value < 999.5 ? `${number(value)} ms` : `${number(value / 1000)} s`;
}

export const latencies = (traffic) => `p50 ${millis(traffic?.p50Ms)} · p99 ${millis(traffic?.p99Ms)}`;

export function share(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const percent = value * 100;
  return percent > 0 && percent < 1 ? "< 1 %" : `${Math.round(percent)} %`;
}

export const shares = (traffic) => `${share(traffic?.errorShare)} errors · ${share(traffic?.throttledShare)} throttled`;

export const account = (number) => number ? `account ${number}` : "account not configured";

export const clock = (date) => date.toLocaleTimeString("en-GB");

export const bytes = (count) => count >= 1048576 ? `${number(count / 1048576)} MB`
  : count >= 1024 ? `${number(count / 1024)} KB` : `${count} bytes`;

export const day = (instant) => instant.slice(0, 10);
