package dev.crossaccount.systemtest;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DockerRequiredTest {

	@Test
	void shouldRunWhereDockerAnswers() {
		assertThat(DockerRequired.Condition.decide(true, Map.of("CI", "true")).isDisabled()).isFalse();
	}

	@Test
	void shouldSkipOnAMachineWithoutDocker() {
		assertThat(DockerRequired.Condition.decide(false, Map.of()).isDisabled()).isTrue();
	}

	@Test
	void shouldFailInCiWithoutDocker() {
		assertThatIllegalStateException().isThrownBy(() -> DockerRequired.Condition.decide(false, Map.of("CI", "true")))
			.withMessageContaining("DOCKERLESS");
	}

	@Test
	void shouldSkipInCiWhereTheAbsenceIsMeant() {
		assertThat(DockerRequired.Condition.decide(false, Map.of("CI", "true", "DOCKERLESS", "true")).isDisabled())
			.isTrue();
	}

}
