package dev.crossaccount.privatelink.endpoint;

import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
					privatelink.proxy-protocol=maybe                                                   | privatelink.proxy-protocol
					privatelink.allowed-endpoints=vpce-0a                                              | privatelink.allowed-endpoints is set while privatelink.proxy-protocol is off
					privatelink.proxy-protocol=required,privatelink.allowed-endpoints=vpc-0a           | privatelink.allowed-endpoints contains 'vpc-0a'
					privatelink.proxy-protocol=required,privatelink.allowed-endpoint=vpce-0a           | privatelink.allowed-endpoint
					""")
	void shouldStopStartUpWithASentence(String settings, String sentence, CapturedOutput output) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> TestService.start(settings.split(",")));
		assertThat(output).contains("APPLICATION FAILED TO START", "Description:", "Action:", sentence)
			.doesNotContain("\tat ");
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
			.containsExactlyInAnyOrder("privatelink.proxy-protocol", "privatelink.allowed-endpoints");
		assertThat(metadata.get("properties"))
			.allSatisfy((property) -> assertThat(property.get("description").asString()).isNotBlank());
		assertThat(metadata.get("properties")).filteredOn((property) -> property.has("defaultValue"))
			.extracting((property) -> property.get("defaultValue").asString())
			.containsExactly("off");
	}

}
