package dev.crossaccount.gateway.throttle;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.ProviderProperties;
import dev.crossaccount.gateway.settings.Units;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** What the settings must satisfy. */
final class ThrottleRules {

	private static final Duration MIN_BUDGET = Duration.ofMillis(5);

	private static final Duration MAX_BUDGET = Duration.ofSeconds(1);

	/** The value may hold a password, so it is never printed. */
	private static final String URI_REMEDY = "Write redis://host:6379, or rediss:// for TLS, with a password as"
			+ " redis://:password@host:6379, or leave the key out to count in process.";

	private final List<InvalidSetting> invalid = new ArrayList<>();

	private ThrottleRules() {
	}

	/**
	 * Judges the settings.
	 * @param settings all of them
	 * @throws InvalidSettingsException naming every key that is wrong
	 */
	static void check(GatewayProperties settings) {
		ThrottleRules rules = new ThrottleRules();
		settings.providers().forEach(rules::checkTotal);
		rules.checkBudget(settings.throttle().budget());
		rules.checkValkey(settings.throttle().valkey());
		InvalidSettingsException.throwIfAny(rules.invalid);
	}

	private void checkTotal(String name, ProviderProperties block) {
		String key = "gateway.providers." + name + ".burst";
		Integer burst = block.burst();
		if (burst == null) {
			return;
		}
		if (burst < 1) {
			this.invalid.add(InvalidSetting.outOfRange(key, burst.toString(), "1 or more, or leave the key out"));
		}
		if (block.rate() == null) {
			reject(key, "has no rate beside it", "Set gateway.providers." + name + ".rate too, such as 500/s.");
		}
	}

	private void checkBudget(Duration budget) {
		if (budget.compareTo(MIN_BUDGET) < 0 || budget.compareTo(MAX_BUDGET) > 0) {
			this.invalid.add(InvalidSetting.outOfRange("gateway.throttle.budget", Units.text(budget),
					"a duration from 5ms to 1s"));
		}
	}

	private void checkValkey(@Nullable String text) {
		if (!StringUtils.hasText(text)) {
			return;
		}
		String problem = problem(text);
		if (problem != null) {
			reject("gateway.throttle.valkey", problem, URI_REMEDY);
		}
	}

	private static @Nullable String problem(String text) {
		try {
			URI uri = new URI(text);
			if (uri.getScheme() == null || !Set.of("redis", "rediss").contains(uri.getScheme())) {
				return "has no scheme redis or rediss";
			}
			if (uri.getHost() == null) {
				return "has no valid host";
			}
			if (uri.getPort() == 0 || uri.getPort() > 65535) {
				return "has no valid port";
			}
			return (!uri.getRawPath().matches("/?") || uri.getRawQuery() != null || uri.getRawFragment() != null)
					? "has a path, query or fragment" : null;
		}
		catch (URISyntaxException ex) {
			return "is not a URI";
		}
	}

	private void reject(String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(key, problem, remedy));
	}

}
