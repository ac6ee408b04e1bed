package dev.crossaccount.gateway.settings;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/**
 * A key that the gateway knows.
 *
 * @param name its name in full
 * @param type what it takes
 * @param unknown the name of what was looked for right below it and does not exist, or
 * {@code null} if this is what was looked for
 */
record KnownKey(ConfigurationPropertyName name, ResolvableType type, @Nullable ConfigurationPropertyName unknown) {

	/** Finds a key, or else the deepest block or value on the way to it that exists. */
	static KnownKey of(ConfigurationPropertyName name) {
		ResolvableType type = ResolvableType.forClass(GatewayProperties.class);
		for (int i = 1; i < name.getNumberOfElements(); i++) {
			ResolvableType below = below(type, name, i);
			if (below == null) {
				return new KnownKey(name.chop(i), type, name.chop(i + 1));
			}
			type = below;
		}
		return new KnownKey(name, type, null);
	}

	private static @Nullable ResolvableType below(ResolvableType type, ConfigurationPropertyName name, int index) {
		Class<?> raw = type.toClass();
		if (raw == Map.class) {
			return type.getGeneric(1);
		}
		if (raw == List.class) {
			return name.isNumericIndex(index) ? type.getGeneric(0) : null;
		}
		if (!raw.isRecord() || raw == Rate.class) {
			return null;
		}
		String element = name.getElement(index, Form.UNIFORM);
		return Arrays.stream(raw.getRecordComponents())
			.filter((component) -> component.getName().equalsIgnoreCase(element))
			.findFirst()
			.map((component) -> ResolvableType.forType(component.getGenericType()))
			.orElse(null);
	}

	/** The keys of a block, as they are written, with commas. */
	static String keys(Class<?> block) {
		return Arrays.stream(block.getRecordComponents()).map(KnownKey::written).collect(Collectors.joining(", "));
	}

	private static String written(RecordComponent component) {
		return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
