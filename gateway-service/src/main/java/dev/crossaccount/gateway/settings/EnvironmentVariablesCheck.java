package dev.crossaccount.gateway.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses variables of the environment that begin with {@code GATEWAY_} and set nothing.
 * Spring Boot ignores what it does not know there, and so a misspelt one would leave open
 * what was meant to be closed.
 */
class EnvironmentVariablesCheck implements EnvironmentPostProcessor, Ordered {

	/** A container may be given names with dots too, and Spring Boot takes them. */
	private static final Pattern OURS = Pattern.compile("GATEWAY[_.].*");

	/**
	 * Of {@code ./run}, {@code docker-compose.yml} and CGI (RFC 3875): the gateway may
	 * inherit them.
	 */
	private static final Set<String> OF_OTHERS = Set.of("GATEWAY_PORT", "GATEWAY_MANAGEMENT_PORT", "GATEWAY_BIND",
			"GATEWAY_INTERFACE");

	/**
	 * Kubernetes tells every pod of each service beside it, here of those that are named
	 * {@code gateway} or {@code gateway-…}. The value is looked at, or
	 * {@code GATEWAY_PROVIDERS_DOGS_PORT=80} would pass for one.
	 */
	private static final Pattern SERVICE_LINK = Pattern.compile("GATEWAY_(.+_)?(SERVICE_HOST=.*|SERVICE_PORT(_.+)?=\\d+"
			+ "|PORT(_\\d+_(TCP|UDP|SCTP))?=(tcp|udp|sctp)://.*|PORT_\\d+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR)=.*)");

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		InvalidSettingsException.throwIfAny(environment.getPropertySources()
			.stream()
			.filter(SystemEnvironmentPropertySource.class::isInstance)
			.flatMap((variables) -> judge((SystemEnvironmentPropertySource) variables, environment))
			.toList());
	}

	private static Stream<InvalidSetting> judge(SystemEnvironmentPropertySource variables,
			ConfigurableEnvironment environment) {
		BoundVariables bound = BoundVariables.of(variables, environment);
		return Arrays.stream(variables.getPropertyNames())
			.filter((name) -> OURS.matcher(name.toUpperCase(Locale.ROOT)).matches())
			.filter((name) -> !bound.contains(name) && !OF_OTHERS.contains(name))
			.filter((name) -> !SERVICE_LINK.matcher(name + "=" + variables.getProperty(name)).matches())
			.map((name) -> new InvalidSetting(name, "is not a variable that the gateway knows",
					"Remove it or correct its spelling. The nearest one that is known begins with "
							+ bound.nearest(name) + ", and docs/configuration.md lists all."));
	}

}
