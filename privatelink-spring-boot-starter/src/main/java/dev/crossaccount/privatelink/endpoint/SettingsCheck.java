package dev.crossaccount.privatelink.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Stops start-up because of settings that Spring Boot passes over, since a service whose
 * list of endpoints is passed over serves everyone.
 * <p>
 * Boot refuses unknown keys everywhere but in environment variables and system
 * properties, and takes an empty value, such as that of a template's unset variable, for
 * none.
 */
final class SettingsCheck {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("privatelink");

	private static final List<ConfigurationPropertyName> KEYS = List.of(PREFIX.append("proxy-protocol"),
			PREFIX.append("allowed-endpoints"), PREFIX.append("drain-delay"));

	/** Both spellings that Boot binds, also of one element of the list. */
	private static final Pattern VARIABLE = Pattern
		.compile("PRIVATELINK_(?:PROXY_?PROTOCOL|ALLOWED_?ENDPOINTS(?:_(0|[1-9]\\d{0,3}))?|DRAIN_?DELAY)");

	private SettingsCheck() {
	}

	static void check(ConfigurableEnvironment environment) {
		checkVariables(names(environment, StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
		for (String name : names(environment, StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
			checkProperty(name);
		}
		for (ConfigurationPropertyName key : KEYS) {
			String value = environment.getProperty(key.toString());
			if (value != null && value.isBlank()) {
				throw new PrivateLinkConfigurationException("%s is set but empty.".formatted(key),
						"Give %s a value, or remove it.".formatted(key));
			}
		}
	}

	private static String[] names(ConfigurableEnvironment environment, String source) {
		return (environment.getPropertySources().get(source) instanceof EnumerablePropertySource<?> found)
				? found.getPropertyNames() : new String[0];
	}

	private static void checkVariables(String[] names) {
		SortedMap<Integer, String> elements = new TreeMap<>();
		for (String name : names) {
			// Boot takes a variable in lower case, or with dots, for the same key.
			String upper = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
			Matcher variable = VARIABLE.matcher(upper);
			if (variable.matches()) {
				if (variable.group(1) != null) {
					elements.put(Integer.valueOf(variable.group(1)), name);
				}
			}
			else if (upper.startsWith("PRIVATELINK_")) {
				throw unknownVariable(name);
			}
		}
		if (!elements.isEmpty() && elements.lastKey() >= elements.size()) {
			// Boot reads elements up to the first that is missing.
			throw new PrivateLinkConfigurationException(
					"The environment variable %s has a number, but not all lower numbers are there."
						.formatted(elements.get(elements.lastKey())),
					"Count from PRIVATELINK_ALLOWEDENDPOINTS_0, or put all ids into PRIVATELINK_ALLOWEDENDPOINTS.");
		}
	}

	private static PrivateLinkConfigurationException unknownVariable(String name) {
		return unknown("The environment variable " + name,
				"Use PRIVATELINK_PROXYPROTOCOL, PRIVATELINK_ALLOWEDENDPOINTS or PRIVATELINK_DRAINDELAY, or remove the variable.");
	}

	private static void checkProperty(String name) {
		ConfigurationPropertyName key = ConfigurationPropertyName.adapt(name, '.');
		if (PREFIX.isAncestorOf(key) && KEYS.stream().noneMatch((known) -> isOf(known, key))) {
			throw unknown("The system property " + name,
					"Use privatelink.proxy-protocol, privatelink.allowed-endpoints or privatelink.drain-delay, or remove the property.");
		}
	}

	private static boolean isOf(ConfigurationPropertyName known, ConfigurationPropertyName key) {
		return known.equals(key) || (known.isParentOf(key) && key.isLastElementIndexed());
	}

	private static PrivateLinkConfigurationException unknown(String subject, String action) {
		return new PrivateLinkConfigurationException("%s is no setting of privatelink.".formatted(subject), action);
	}

}
