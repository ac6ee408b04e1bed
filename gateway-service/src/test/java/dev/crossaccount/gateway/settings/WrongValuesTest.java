package dev.crossaccount.gateway.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What somebody reads who gives a key what it does not take. */
class WrongValuesTest {

	private static final Map<String, String> SAMPLES = Map.of("number", "5", "text", "some words", "list", "[a, b]",
			"block", "{wrong: 1}");

	private static final List<FailureAnalyzer> ANALYZERS = List.of(new UnknownSettingFailureAnalyzer(),
			new UnreadableValueFailureAnalyzer(), new InvalidSettingsFailureAnalyzer());

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("wrongValues")
	void shouldNameTheKeyAndSayWhatWouldBeRight(String key, String value) throws IOException {
		FailureAnalysis analysis = analyse("'" + key + "': " + value);
		assertThat(analysis.getDescription()).contains(key);
		assertThat(analysis.getAction()).as("what would be right").hasSizeGreaterThan(15);
		assertThat(analysis.getDescription() + analysis.getAction()).doesNotContain("java.", "crossaccount",
				"springframework", "Exception", "Update your application's configuration", "null");
	}

	@Test
	void shouldTellDurationsWithoutAUnit() throws IOException {
		for (String value : List.of("500", "'5'", "-1", "05")) {
			assertThat(analyse("gateway.drain-delay: " + value).getDescription())
				.contains("gateway.drain-delay has the value '", "which has no unit. Write it behind the number");
		}
		for (String value : List.of("0", "5s", "PT5S")) {
			assertThat(failure("gateway.drain-delay: " + value)).as(value).isNull();
		}
	}

	@Test
	void shouldTakeANumberForBytes() throws IOException {
		assertThat(failure("gateway.limits.max-body: 1000")).isNull();
	}

	static Stream<Arguments> wrongValues() {
		List<Arguments> values = new ArrayList<>();
		collect("gateway", ResolvableType.forClass(GatewayProperties.class), values);
		return values.stream();
	}

	private static void collect(String key, ResolvableType type, List<Arguments> values) {
		Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		if (!key.equals("gateway")) {
			SAMPLES.keySet()
				.stream()
				.filter((sample) -> !right(raw, type).contains(sample))
				.map((sample) -> Arguments.of(key, SAMPLES.get(sample)))
				.forEach(values::add);
		}
		if (raw == Map.class) {
			collect(key + ".a", type.getGeneric(1), values);
		}
		else if (raw == List.class && type.getGeneric(0).toClass().isRecord()) {
			collect(key + "[0]", type.getGeneric(0), values);
		}
		else if (raw.isRecord() && raw != Rate.class) {
			Arrays.stream(raw.getRecordComponents())
				.forEach((component) -> collect(
						key + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT),
						ResolvableType.forType(component.getGenericType()), values));
		}
	}

	/** What is right, or for another rule to judge. */
	private static Set<String> right(Class<?> raw, ResolvableType type) {
		if (raw == String.class) {
			return Set.of("number", "text");
		}
		if (raw == List.class && type.getGeneric(0).toClass() == String.class) {
			return Set.of("number", "text", "list");
		}
		return (raw == Integer.class || raw == DataSize.class) ? Set.of("number") : Set.of();
	}

	private static FailureAnalysis analyse(String yaml) throws IOException {
		Throwable failure = failure(yaml);
		assertThat(failure).as(yaml).isNotNull();
		return ANALYZERS.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No report of " + yaml, failure));
	}

	private static Throwable failure(String yaml) throws IOException {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			new ExplainingYamlLoader()
				.load("settings", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8), "settings.yaml"))
				.forEach(context.getEnvironment().getPropertySources()::addFirst);
			context.register(Settings.class, DurationUnits.class);
			return catchThrowable(context::refresh);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(GatewayProperties.class)
	static class Settings {

	}

}
