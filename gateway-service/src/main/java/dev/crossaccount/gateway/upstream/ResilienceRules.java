package dev.crossaccount.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.settings.BreakerProperties;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.RetryProperties;
import dev.crossaccount.gateway.settings.Units;

/** What the breaker and the retries of a provider must satisfy. */
class ResilienceRules {

	private static final int MAX_ATTEMPTS = 5;

	private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

	private static final Duration MAX_WINDOW = Duration.ofMinutes(10);

	private final String prefix;

	private final List<InvalidSetting> invalid;

	private ResilienceRules(String provider, List<InvalidSetting> invalid) {
		this.prefix = "gateway.providers." + provider;
		this.invalid = invalid;
	}

	static void check(GatewayProperties properties) {
		List<InvalidSetting> invalid = new ArrayList<>();
		properties.providers().forEach((name, provider) -> {
			ResilienceRules rules = new ResilienceRules(name, invalid);
			rules.check(provider.breaker());
			rules.check(provider.retry());
		});
		InvalidSettingsException.throwIfAny(invalid);
	}

	private void check(BreakerProperties breaker) {
		check(".breaker.failure-rate", breaker.failureRate(), 1, 100);
		check(".breaker.window", breaker.window(), Duration.ofSeconds(1), MAX_WINDOW);
		check(".breaker.open-for", breaker.openFor(), Duration.ofSeconds(1), MAX_WINDOW);
		if (breaker.minimumCalls() < 1) {
			reject(".breaker.minimum-calls", Integer.toString(breaker.minimumCalls()), "1 or more");
		}
	}

	private void check(RetryProperties retry) {
		check(".retry.attempts", retry.attempts(), 0, MAX_ATTEMPTS);
		check(".retry.backoff", retry.backoff(), Duration.ofMillis(1), MAX_BACKOFF);
		check(".retry.budget", retry.budget(), 0, 100);
	}

	private void check(String key, int value, int min, int max) {
		if (value < min || value > max) {
			reject(key, Integer.toString(value), "a number from " + min + " to " + max);
		}
	}

	private void check(String key, Duration value, Duration min, Duration max) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			reject(key, Units.text(value), "a duration from " + Units.text(min) + " to " + Units.text(max));
		}
	}

	private void reject(String key, String value, String range) {
		this.invalid.add(InvalidSetting.outOfRange(this.prefix + key, value, range));
	}

}
