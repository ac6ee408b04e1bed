package dev.crossaccount.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeploymentTest {

	private static final PublishedApi ORDERS = new PublishedApi("orders", List.of("/orders"));

	@Test
	void shouldReadAProvidersEnvironment() {
		assertThat(ProviderDeployment.of(new Variables(Account.ECS_PROVIDER.variables())))
			.isEqualTo(new ProviderDeployment(
					new Deployment("222222222222", "eu-central-1", "0123456789ab", List.of("euc1-az2", "euc1-az3")),
					"arn:aws:iam::111111111111:root", List.of()));
	}

	@Test
	void shouldReadTheIdsOfAllowedEndpoints() {
		Map<String, String> variables = new HashMap<>(Account.ECS_PROVIDER.variables());
		variables.put("ALLOWED_ENDPOINTS", "vpce-0d095d095d095d095, vpce-070d0070d0070d007");
		assertThat(ProviderDeployment.of(new Variables(variables)).allowedEndpoints())
			.containsExactly("vpce-0d095d095d095d095", "vpce-070d0070d0070d007");
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS_ACCOUNT", "AWS_REGION", "IMAGE_TAG", "API_GATEWAY_ACCOUNT_ARN" })
	void shouldSayWhichVariableAProviderMisses(String name) {
		Map<String, String> variables = new HashMap<>(Account.ECS_PROVIDER.variables());
		variables.remove(name);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ProviderDeployment.of(new Variables(variables)))
			.withMessageMatching(name + " is not set: give it a value such as \\S+\\.");
	}

	@ParameterizedTest
	@CsvSource({ "AWS_ACCOUNT, 22222222222", "AWS_REGION, Frankfurt", "AWS_REGION, xx-nowhere-1", "IMAGE_TAG, latest",
			"IMAGE_TAG, a tag", "AZ_IDS, eu-central-1a", "AZ_IDS, euc1-az1", "AZ_IDS, 'euc1-az1,euc1-az1'",
			"API_GATEWAY_ACCOUNT_ARN, 111111111111", "API_GATEWAY_ACCOUNT_ARN, *", "ALLOWED_ENDPOINTS, all" })
	void shouldSayWhichVariableOfAProviderIsMalformed(String name, String value) {
		Map<String, String> variables = new HashMap<>(Account.ECS_PROVIDER.variables());
		variables.put(name, value);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ProviderDeployment.of(new Variables(variables)))
			.withMessageStartingWith("%s is '%s', ".formatted(name, value))
			.withMessageEndingWith(".");
	}

	@Test
	void shouldWantAVariableForAThirdProvider() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ConsumerDeployment.of(new Variables(Account.GLOBAL_APIGW.variables()), List.of(ORDERS)))
			.withMessageStartingWith("ORDERS_SERVICE_NAME is not set");
	}

	@Test
	void shouldRefuseAServiceNameThatIsNone() {
		Map<String, String> variables = new HashMap<>(Account.GLOBAL_APIGW.variables());
		variables.put("ORDERS_SERVICE_NAME", "vpce-svc-0123456789abcdef0");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ConsumerDeployment.of(new Variables(variables), List.of(ORDERS)))
			.withMessageStartingWith("ORDERS_SERVICE_NAME is 'vpce-svc-0123456789abcdef0', ");
	}

	@Test
	void shouldWantACertificateForADomain() {
		Map<String, String> variables = new HashMap<>(Account.GLOBAL_APIGW.variables());
		variables.put("DOMAIN_NAME", "api.example.com");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ConsumerDeployment.of(new Variables(variables), List.of()))
			.withMessageStartingWith("CERTIFICATE_ARN is not set");
	}

}
