package dev.crossaccount.infra;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@NodeRequired
class RegistryStackTest {

	@ParameterizedTest
	@CsvSource({ "ecs-registry, dog-names", "ec2-registry, todo", "global-registry, gateway" })
	void shouldKeepImagesThatNobodyChanges(String stack, String repository) {
		JsonNode properties = Resources.of(stack).only("AWS::ECR::Repository");
		assertThat(properties.path("RepositoryName").asText()).isEqualTo(repository);
		assertThat(properties.path("ImageTagMutability").asText()).isEqualTo("IMMUTABLE");
		assertThat(properties.path("ImageScanningConfiguration").path("ScanOnPush").asBoolean()).isTrue();
		assertThat(properties.path("LifecyclePolicy").path("LifecyclePolicyText").asText())
			.contains("\"countNumber\":30");
	}

}
