package dev.crossaccount.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EnvironmentVariablesCheckTest {

	private static final Pattern DOCUMENTED_KEY = Pattern.compile("(?m)^\\| `(gateway\\.[^`]+)` \\|");

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	@ParameterizedTest
	@MethodSource("documentedKeys")
	void shouldKnowEachDocumentedKey(String key) {
		String name = key.replace("<name>", "dogs")
			.replaceAll("\\[n]", ".0")
			.toUpperCase(Locale.ROOT)
			.replace('.', '_');
		assertKnown(name.replace('-', '_'), "1");
		assertKnown(name.replace("-", ""), "1");
		assertUnknown(name.replace('-', '_') + "X", "1");
	}

	@ParameterizedTest
	@CsvSource({ "GATEWAY_PROVIDERS_DOGS_RATE, 5/s", "GATEWAY_PROVIDERS_DOGS_PATHS_0, /dogs",
			"GATEWAY_PROVIDERS_TODO_ACCESS_0_METHODS_0, PUT", "GATEWAY_PROVIDERS_DOGS_CORS_EXPOSED_HEADERS_0, ETag",
			"GATEWAY_ISSUERS_LOCAL_AUDIENCES_0, x", "GATEWAY_ACCESS_READS, ''", "GATEWAY_THROTTLE_VALKEY, ''",
			"GATEWAY_PROVIDERS_DOGS_METHODS, ''", "GATEWAY_LIMITS_MAX_BODY, not a size",
			"GATEWAY_PROVIDERS_DOGS_URI, http://${HOST:a}", "gateway.drain-delay, 1s", "gateway_proxy_protocol, off" })
	void shouldKnowWhatSetsSomething(String variable, String value) {
		assertKnown(variable, value);
	}

	@Test
	void shouldKnowAVariableThatSomethingElseWinsOver() {
		this.environment.getPropertySources()
			.addFirst(new MapPropertySource("commandLineArgs", Map.of("gateway.drain-delay", "1s")));
		assertKnown("GATEWAY_DRAIN_DELAY", "2s");
	}

	@ParameterizedTest
	@CsvSource({ "GATEWAY_PORT, 9090", "GATEWAY_MANAGEMENT_PORT, 9091", "GATEWAY_BIND, 0.0.0.0", "GATEWAYS, 3",
			"GATEWAY_INTERFACE, CGI/1.1", "PROVIDERS_FILE, x", "MY_GATEWAY_URI, x" })
	void shouldLeaveAloneWhatIsForOthers(String variable, String value) {
		assertKnown(variable, value);
	}

	@ParameterizedTest
	@CsvSource({ "SERVICE_HOST, 10.0.0.1", "SERVICE_PORT, 8080", "SERVICE_PORT_HTTP, 8080", "PORT, tcp://10.0.0.1:8080",
			"PORT_8080_TCP, tcp://10.0.0.1:8080", "PORT_8080_TCP_PROTO, tcp", "PORT_8080_TCP_PORT, 8080",
			"PORT_8080_TCP_ADDR, 10.0.0.1" })
	void shouldLeaveAloneTheServicesOfKubernetes(String variable, String value) {
		assertKnown("GATEWAY_" + variable, value);
		assertKnown("GATEWAY_VALKEY_" + variable, value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GATEWAY_PROVIDERS_DOGS_PORT", "GATEWAY_PROVIDERS_DOGS", "GATEWAY_THROTTLE", "GATEWAY_",
			"GATEWAY_LIMITS_MAX", "GATEWAY_PROVIDERS_TODO_ACCESS_1_ALLOW", "GATEWAY_ISSUERS_URI",
			"gateway.throttle.valky", "GATEWAY_DRAIN_DELAY_" })
	void shouldRefuseWhatSetsNothing(String variable) {
		assertUnknown(variable, "80");
	}

	@ParameterizedTest
	@CsvSource({ "GATEWAY_THROTTLE_VALKY, GATEWAY_THROTTLE_VALKEY", "GATEWAY_TROTTLE_VALKEY, GATEWAY_THROTTLE",
			"GATEWAY_LIMIT_MAX_BODY, GATEWAY_LIMITS", "GATEWAY_ACCESS_WRITE, GATEWAY_ACCESS_WRITES",
			"GATEWAY_PROVIDERS_DOGS_CONECT_TIMEOUT, GATEWAY_PROVIDERS_DOGS_CONNECT_TIMEOUT",
			"GATEWAY_ISSUERS_LOCAL_AUDIENCE, GATEWAY_ISSUERS_LOCAL_AUDIENCES",
			"GATEWAY_PROVIDERS_DOGS_URI_x, GATEWAY_PROVIDERS_DOGS_URI", "gateway_drain_dely, GATEWAY_DRAIN_DELAY" })
	void shouldSayWhatWouldBeRight(String variable, String nearest) {
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> check(variable, "1s"))
			.satisfies((ex) -> assertThat(ex.explanation()).startsWith(variable + " is not a variable")
				.contains(" begins with " + nearest + ", and docs/configuration.md lists all."));
	}

	private static Stream<String> documentedKeys() throws IOException {
		String page = Files.readString(Path.of("../docs/configuration.md"));
		Stream<String> keys = DOCUMENTED_KEY.matcher(page).results().map((MatchResult result) -> result.group(1));
		assertThat(DOCUMENTED_KEY.matcher(page).results().count()).isGreaterThan(30);
		return keys;
	}

	private void assertKnown(String variable, String value) {
		assertThatCode(() -> check(variable, value)).as(variable).doesNotThrowAnyException();
	}

	private void assertUnknown(String variable, String value) {
		assertThatExceptionOfType(InvalidSettingsException.class).as(variable)
			.isThrownBy(() -> check(variable, value))
			.satisfies((ex) -> assertThat(ex.explanation()).contains(variable + " is not a variable"));
	}

	private void check(String variable, String value) {
		String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.environment.getPropertySources()
			.replace(source, new SystemEnvironmentPropertySource(source, Map.of(variable, value)));
		new EnvironmentVariablesCheck().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
