package dev.crossaccount.infra;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NodeRequiredTest {

	@Test
	void shouldRunWithNode18() {
		assertThat(NodeRequired.Condition.decide("v18.20.4\n", Map.of()).isDisabled()).isFalse();
	}

	@Test
	void shouldSkipWithoutNode() {
		assertThat(NodeRequired.Condition.decide("", Map.of()).isDisabled()).isTrue();
	}

	@Test
	void shouldSkipWithAnOldNode() {
		assertThat(NodeRequired.Condition.decide("v16.20.2\n", Map.of()).isDisabled()).isTrue();
	}

	@Test
	void shouldFailInCiWithoutNode() {
		assertThatIllegalStateException().isThrownBy(() -> NodeRequired.Condition.decide("", Map.of("CI", "true")))
			.withMessageContaining("no Node.js 18");
	}

}
