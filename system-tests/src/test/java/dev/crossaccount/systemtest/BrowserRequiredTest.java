package dev.crossaccount.systemtest;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BrowserRequiredTest {

	@Test
	void shouldRunWhereThereIsABrowser() {
		assertThat(BrowserRequired.Condition.decide(true, Map.of("CI", "true")).isDisabled()).isFalse();
	}

	@Test
	void shouldSkipWhereThereIsNone() {
		assertThat(BrowserRequired.Condition.decide(false, Map.of()).isDisabled()).isTrue();
	}

	@Test
	void shouldFailInCiWhereThereIsNone() {
		assertThatIllegalStateException()
			.isThrownBy(() -> BrowserRequired.Condition.decide(false, Map.of("CI", "true")))
			.withMessageContaining("apt-get install");
	}

}
