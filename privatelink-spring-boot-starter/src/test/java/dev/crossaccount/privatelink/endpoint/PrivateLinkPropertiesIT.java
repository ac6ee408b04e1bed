package dev.crossaccount.privatelink.endpoint;

import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.TestService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

@ExtendWith(OutputCaptureExtension.class)
class PrivateLinkPropertiesIT {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					privatelink.proxy-protocol=maybe                                         | privatelink.proxy-protocol is 'maybe' ("privatelink.proxy-protocol" from property source "commandLineArgs"), which is not one of: off, required.
					privatelink.proxy-protocol=                                              | privatelink.proxy-protocol is set but empty.
					privatelink.proxy-protocol=required,privatelink.allowed-endpoints=       | privatelink.allowed-endpoints is set but empty.
					privatelink.allowed-endpoints=vpce-0a                                    | privatelink.allowed-endpoints is set while privatelink.proxy-protocol is off
					privatelink.proxy-protocol=required,privatelink.allowed-endpoints=vpc-0a | privatelink.allowed-endpoints contains 'vpc-0a'
					privatelink.proxy-protocol=required,privatelink.allowed-endpoint=vpce-0a | privatelink.allowed-endpoint is no setting of privatelink. It is 'vpce-0a' (
					privatelink.drain-delay=121s                                             | privatelink.drain-delay is out of range: 121000 ms.
					privatelink.drain-delay=-1s                                              | privatelink.drain-delay is out of range: -1000 ms.
					privatelink.drain-delay=soon                                             | privatelink.drain-delay is 'soon' ("privatelink.drain-delay" from property source "commandLineArgs"), which is not a duration.
					""")
	void shouldStopStartUpWithASentence(String settings, String sentence, CapturedOutput output) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> TestService.start(settings.split(",")));
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:", sentence)
			.doesNotContain("\tat ", "Bindable@", "enum constant");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRIVATELINK_ALLOWED_ENDPOINT     | vpce-0aaa | variable PRIVATELINK_ALLOWED_ENDPOINT is no setting
			PRIVATELINK_ALLOWEDENDPOINT_0    | vpce-0aaa | variable PRIVATELINK_ALLOWEDENDPOINT_0 is no setting
			privatelink_allowed_endpoint     | vpce-0aaa | variable privatelink_allowed_endpoint is no setting
			privatelink.allowed-endpoint     | vpce-0aaa | variable privatelink.allowed-endpoint is no setting
			PRIVATELINK_ALLOWED_ENDPOINTS_ID | vpce-0aaa | variable PRIVATELINK_ALLOWED_ENDPOINTS_ID is no setting
			PRIVATELINK_ALLOWEDENDPOINTS     | ''        | privatelink.allowed-endpoints is set but empty.
			PRIVATELINK_ALLOWED_ENDPOINTS    | ' '       | privatelink.allowed-endpoints is set but empty.
			PRIVATELINK_ALLOWEDENDPOINTS     | ,         | privatelink.allowed-endpoints contains ''
			PRIVATELINK_ALLOWEDENDPOINTS_0   | ''        | privatelink.allowed-endpoints contains ''
			PRIVATELINK_ALLOWEDENDPOINTS_1   | vpce-0aaa | variable PRIVATELINK_ALLOWEDENDPOINTS_1 has a number, but
			PRIVATELINK_ALLOWED_ENDPOINTS_1  | vpce-0aaa | variable PRIVATELINK_ALLOWED_ENDPOINTS_1 has a number, but
			PRIVATELINK_DRAIN                | 6s        | variable PRIVATELINK_DRAIN is no setting
			PRIVATELINK_DRAIN_DELAY_0        | 6s        | variable PRIVATELINK_DRAIN_DELAY_0 is no setting
			PRIVATELINK_DRAIN_DELAY          | ''        | privatelink.drain-delay is set but empty.
			PRIVATELINK_ALLOWED_ENDPOINTS_00 | vpce-0aaa | variable PRIVATELINK_ALLOWED_ENDPOINTS_00 is no setting
			""")
	void shouldStopStartUpBecauseOfAVariable(String name, String value, String sentence, CapturedOutput output) {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TestService.start(Map.of(name, value), "privatelink.proxy-protocol=required"));
		assertThat(output).contains("APPLICATION FAILED TO START", sentence).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "privatelink.allowed-endpoint", "privatelink.allowed.endpoints",
			"privatelink.allowed-endpoints.id", "privatelink.allowedEndpoint[0]" })
	void shouldStopStartUpBecauseOfASystemProperty(String name, CapturedOutput output) {
		System.setProperty(name, "vpce-0aaa");
		try {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> TestService.start("privatelink.proxy-protocol=required"));
		}
		finally {
			System.clearProperty(name);
		}
		assertThat(output).contains("The system property " + name + " is no setting").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource({ "PRIVATELINK_PROXYPROTOCOL,PRIVATELINK_ALLOWEDENDPOINTS",
			"PRIVATELINK_PROXY_PROTOCOL,PRIVATELINK_ALLOWED_ENDPOINTS",
			"PRIVATELINK_PROXY_PROTOCOL,PRIVATELINK_ALLOWEDENDPOINTS_0",
			"PRIVATELINK_PROXY_PROTOCOL,PRIVATELINK_ALLOWED_ENDPOINTS_0" })
	void shouldReadVariables(String mode, String list) {
		try (ConfigurableApplicationContext service = TestService
			.start(Map.of(mode, "required", list, "vpce-0aaa", "PRIVATELINKED", "x"))) {
			assertThat(service.getBean(PrivateLinkProperties.class)).isEqualTo(new PrivateLinkProperties(
					PrivateLinkProperties.ProxyProtocol.REQUIRED, Set.of("vpce-0aaa"), Duration.ZERO));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "PRIVATELINK_DRAINDELAY", "PRIVATELINK_DRAIN_DELAY" })
	void shouldReadTheDrainDelay(String variable) {
		try (ConfigurableApplicationContext service = TestService.start(Map.of(variable, "10ms"))) {
			assertThat(service.getBean(PrivateLinkProperties.class).drainDelay()).isEqualTo(Duration.ofMillis(10));
		}
	}

	@ParameterizedTest
	@CsvSource({ "required,vpce-0a,0", "required,,1", "off,,0" })
	void shouldWarnOnceWhereAnyEndpointMayCall(String mode, @Nullable String list, int warnings,
			CapturedOutput output) {
		String[] properties = Stream
			.of("privatelink.proxy-protocol=" + mode, "management.server.port=0",
					(list != null) ? "privatelink.allowed-endpoints=" + list : "unused=")
			.toArray(String[]::new);
		TestService.start(properties).close();
		assertThat(output.getAll().split("WARN .*Any VPC endpoint may call this service", -1)).hasSize(warnings + 1);
	}

	@ParameterizedTest
	@CsvSource({ "off,OFF", "false,OFF", "required,REQUIRED", "REQUIRED,REQUIRED" })
	void shouldReadTheMode(String written, PrivateLinkProperties.ProxyProtocol read) {
		try (ConfigurableApplicationContext service = TestService.start("privatelink.proxy-protocol=" + written)) {
			assertThat(service.getBean(PrivateLinkProperties.class).proxyProtocol()).isEqualTo(read);
		}
	}

	@Test
	void shouldBeOffByDefault() {
		try (ConfigurableApplicationContext service = TestService.start()) {
			assertThat(service.getBean(PrivateLinkProperties.class).proxyProtocol())
				.isEqualTo(PrivateLinkProperties.ProxyProtocol.OFF);
		}
	}

	@Test
	void shouldRefuseAnotherServerThanJetty() {
		ConfigurableServletWebServerFactory other = mock(ConfigurableServletWebServerFactory.class);
		assertThatExceptionOfType(PrivateLinkConfigurationException.class)
			.isThrownBy(() -> new ServerCheck().customize(other))
			.withMessageContaining("privatelink.proxy-protocol");
	}

	@Test
	void shouldDescribeItsKeysForEditors() throws Exception {
		JsonNode metadata;
		try (InputStream file = PrivateLinkProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			metadata = new JsonMapper().readTree(file);
		}
		assertThat(metadata.get("properties")).extracting((property) -> property.get("name").asString())
			.containsExactlyInAnyOrder("privatelink.proxy-protocol", "privatelink.allowed-endpoints",
					"privatelink.drain-delay");
		assertThat(metadata.get("properties"))
			.allSatisfy((property) -> assertThat(property.get("description").asString()).isNotBlank());
		assertThat(metadata.get("properties")).filteredOn((property) -> property.has("defaultValue"))
			.extracting((property) -> property.get("defaultValue").asString())
			.containsExactlyInAnyOrder("off", "0s");
	}

}
