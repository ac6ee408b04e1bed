package dev.crossaccount.gateway.provider;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds misspelt variables of the environment, of which Spring Boot ignores whatever it
 * does not know.
 */
final class ProviderVariables {

	private static final String PREFIX = "GATEWAY_PROVIDERS_";

	private static final Pattern KNOWN = Pattern.compile(PREFIX + "[A-Z0-9]+_("
			+ String.join("|", "URI", "PATHS(_[0-9]+)?", "METHODS(_[0-9]+)?", "CONNECT_?TIMEOUT", "RESPONSE_?TIMEOUT",
					"ACCESS_[0-9]+_(METHODS|PATHS|ALLOW)(_[0-9]+)?", "RATE", "BURST", "MAX_?BODY", "MAX_?IN_?FLIGHT",
					"BREAKER_(FAILURE_?RATE|MINIMUM_?CALLS|WINDOW|OPEN_?FOR)", "RETRY_(ATTEMPTS|BACKOFF|BUDGET)",
					"CORS_((ORIGINS|HEADERS|EXPOSED_?HEADERS)(_[0-9]+)?|MAX_?AGE|CREDENTIALS)", "FORWARD_?CREDENTIALS")
			+ ")");

	private static final String ACCESS_PREFIX = "GATEWAY_ACCESS";

	private static final Set<String> ACCESS = Set.of("GATEWAY_ACCESS_READS", "GATEWAY_ACCESS_WRITES");

	private ProviderVariables() {
	}

	/**
	 * Judges the names of all variables.
	 * @param environment where they stand
	 * @throws InvalidSettingsException naming every variable that is not known
	 */
	static void check(ConfigurableEnvironment environment) {
		List<InvalidSetting> invalid = environment.getPropertySources()
			.stream()
			.flatMap(ProviderVariables::names)
			.filter(ProviderVariables::isUnknown)
			.map((name) -> new InvalidSetting(name, "is not a variable that the gateway knows",
					"Remove it or correct its spelling, such as " + PREFIX + "DOGS_URI. The README lists the others."))
			.toList();
		InvalidSettingsException.throwIfAny(invalid);
	}

	private static Stream<String> names(PropertySource<?> source) {
		return (source instanceof SystemEnvironmentPropertySource variables)
				? Arrays.stream(variables.getPropertyNames()) : Stream.empty();
	}

	private static boolean isUnknown(String name) {
		String upperCase = name.toUpperCase(Locale.ROOT);
		// Unnoticed, a misspelt one of these would leave open what was meant to be
		// closed.
		return upperCase.startsWith(PREFIX) && !KNOWN.matcher(upperCase).matches()
				|| upperCase.startsWith(ACCESS_PREFIX) && !ACCESS.contains(upperCase);
	}

}
