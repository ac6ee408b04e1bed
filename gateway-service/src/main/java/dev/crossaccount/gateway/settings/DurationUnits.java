package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.stereotype.Component;

/**
 * Refuses a duration of the gateway without a unit. Spring Boot takes it for
 * milliseconds, where whoever writes 5 most likely means seconds.
 */
@Component
class DurationUnits implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName GATEWAY = ConfigurationPropertyName.of("gateway");

	/** Nothing is nothing, whatever the unit. */
	private static final Pattern NO_UNIT = Pattern.compile("\\s*[+-]?0*[1-9][0-9]*\\s*");

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				if (result instanceof Duration && GATEWAY.isAncestorOf(name)) {
					check(name, context.getConfigurationProperty());
				}
				return super.onSuccess(name, target, context, result);
			}

		};
	}

	private static void check(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		if (property == null || !property.getName().equals(name)) {
			return;
		}
		String value = String.valueOf(property.getValue());
		if (NO_UNIT.matcher(value).matches()) {
			throw new InvalidSettingsException(
					List.of(new InvalidSetting(name.toString(), "has the value '" + value + "', which has no unit",
							"Write it behind the number, such as " + value.strip() + "ms or " + value.strip() + "s.")));
		}
	}

}
