package dev.crossaccount.todo.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TodoTextTest {

	@Test
	void shouldCountCharactersRatherThanUtf16Units() {
		assertThat(new TodoText("😀".repeat(4096)).value()).hasSize(8192);
		assertRefused("😀".repeat(4097), "it has 4097");
	}

	@Test
	void shouldCountAfterTrimming() {
		assertThat(new TodoText(" ".repeat(100) + "x".repeat(4096) + "\n").value()).hasSize(4096);
		assertRefused(" \n\u2003", "it has 0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d", "😀\ud83d" })
	void shouldRefuseHalfAPair(String text) {
		assertRefused(text, "surrogate");
	}

	@Test
	void shouldRefuseNul() {
		assertRefused("a\0", "U+0000");
	}

	private static void assertRefused(String text, String reason) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new TodoText(text))
			.withMessageContaining(reason)
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("data"));
	}

}
