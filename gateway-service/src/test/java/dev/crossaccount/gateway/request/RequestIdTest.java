package dev.crossaccount.gateway.request;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdTest {

	@Test
	void shouldKeepAWellFormedId() {
		String longest = "aZ09._-x".repeat(16);
		assertThat(RequestId.choose(List.of("a"))).isEqualTo("a");
		assertThat(RequestId.choose(List.of(longest))).isEqualTo(longest);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a,b", "a/b", "\u00e9", "a\nb", "\u0661" })
	void shouldReplaceAnIllFormedId(String sent) {
		assertThat(RequestId.choose(List.of(sent))).matches("[0-9a-f]{32}");
	}

	@Test
	void shouldReplaceALongId() {
		assertThat(RequestId.choose(List.of("a".repeat(129)))).matches("[0-9a-f]{32}");
	}

	@Test
	void shouldMakeAnotherIdEachTime() {
		assertThat(RequestId.choose(List.of())).isNotEqualTo(RequestId.choose(List.of()));
		assertThat(RequestId.choose(List.of("a", "a"))).matches("[0-9a-f]{32}");
	}

}
