package dev.crossaccount.gateway.settings;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The variables of the environment that set something in {@link GatewayProperties}, told
 * by Spring Boot's binder itself: it alone knows all the ways to spell one.
 */
final class BoundVariables implements BindHandler {

	private final Set<String> bound = new HashSet<>();

	/** The keys that the binder looked for, as variables. */
	private final Set<String> known = new LinkedHashSet<>();

	private BoundVariables() {
	}

	/**
	 * Binds these variables alone: what wins over them makes none of them unknown.
	 * @param variables where to look
	 * @param environment what their values may refer to
	 * @return those that set something
	 */
	static BoundVariables of(SystemEnvironmentPropertySource variables, ConfigurableEnvironment environment) {
		BoundVariables bound = new BoundVariables();
		List<ConfigurationPropertySource> sources = Stream.ofNullable(ConfigurationPropertySource.from(variables))
			.toList();
		new Binder(sources, new PropertySourcesPlaceholdersResolver(environment)).bind("gateway",
				Bindable.of(GatewayProperties.class), bound);
		return bound;
	}

	boolean contains(String variable) {
		return this.bound.contains(variable.toUpperCase(Locale.ROOT));
	}

	/**
	 * The name, or the beginning of some, that has most letters in common from the left.
	 */
	String nearest(String variable) {
		String name = variable.toUpperCase(Locale.ROOT);
		return this.known.stream()
			.max(Comparator.comparingInt((candidate) -> commonLength(name, candidate)))
			.orElseThrow();
	}

	@Override
	public <T> Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		// The binder tries the setters of what it finds no converter for, too.
		if (KnownKey.of(name).unknown() == null) {
			this.known.add(name.toString().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_").replaceAll("_$", ""));
		}
		return target;
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) {
		note(name, context);
	}

	/** Whoever binds the settings in earnest says what is wrong with the value. */
	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		note(name, context);
		return null;
	}

	/** The binder may still hold the property of a block around this one. */
	private void note(ConfigurationPropertyName name, BindContext context) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)
				&& property.getOrigin() instanceof PropertySourceOrigin origin) {
			this.bound.add(origin.getPropertyName().toUpperCase(Locale.ROOT));
		}
	}

	private static int commonLength(String first, String second) {
		int length = 0;
		while (length < Math.min(first.length(), second.length()) && first.charAt(length) == second.charAt(length)) {
			length++;
		}
		return length;
	}

}
