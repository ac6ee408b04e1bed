package dev.crossaccount.gateway.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.settings.AccessProperties;
import dev.crossaccount.gateway.settings.AccessProperties.Access;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Turns the declared access rules into decisions. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(AccessConfiguration.class);

	/**
	 * One of them is set wherever ECS, EKS or Lambda runs a container with a role. A bare
	 * EC2 instance sets none.
	 */
	private static final List<String> AWS_VARIABLES = List.of("AWS_EXECUTION_ENV", "ECS_CONTAINER_METADATA_URI_V4",
			"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
			"AWS_WEB_IDENTITY_TOKEN_FILE");

	@Bean
	AccessRules accessRules(GatewayProperties properties, Environment environment) {
		AccessProperties access = properties.access();
		check(properties, environment);
		Access writes = (access.writes() != null) ? access.writes() : access.reads();
		Map<String, List<AccessRule>> rules = new HashMap<>();
		properties.providers()
			.forEach((name, provider) -> rules.put(name, provider.access().stream().map(AccessRule::of).toList()));
		LOG.info("May read: {}; may write: {}; where no access rule of a provider says otherwise",
				who(access.reads(), properties), who(writes, properties));
		return new AccessRules(rules, Requirement.of(access.reads()), Requirement.of(writes));
	}

	@Bean
	AccessFilter accessFilter(AccessRules rules, GatewayProperties properties) {
		return new AccessFilter(rules, acceptsTokens(properties));
	}

	@Bean
	OtherRoutesFilter otherRoutesFilter(AccessFilter access) {
		return new OtherRoutesFilter(access);
	}

	private static void check(GatewayProperties properties, Environment environment) {
		List<InvalidSetting> invalid = new ArrayList<>();
		if (properties.access().writes() == null && isOnAws(environment)) {
			invalid.add(new InvalidSetting("gateway.access.writes", "is not set, and on AWS nobody but you can choose",
					"Set GATEWAY_ACCESS_WRITES to authenticated (writes need an API key or a token) or to anonymous"
							+ " (whoever reaches the gateway may write)."));
		}
		properties.providers().forEach((name, provider) -> new AccessRuleCheck(name, provider, invalid).apply());
		InvalidSettingsException.throwIfAny(invalid);
	}

	private static boolean isOnAws(Environment environment) {
		return AWS_VARIABLES.stream().anyMatch((variable) -> StringUtils.hasText(environment.getProperty(variable)));
	}

	private static String who(Access access, GatewayProperties properties) {
		if (access == Access.ANONYMOUS) {
			return "anybody";
		}
		return acceptsTokens(properties) ? "who has an API key or a token" : "who has an API key";
	}

	private static boolean acceptsTokens(GatewayProperties properties) {
		return !properties.issuers().isEmpty();
	}

}
