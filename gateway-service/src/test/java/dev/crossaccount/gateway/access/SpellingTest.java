package dev.crossaccount.gateway.access;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {

	@ParameterizedTest
	@CsvSource({ "authentcated, true", "authetnicated, true", "Autenticate, true", "xauthenticatedx, true",
			"authenticator, true", "authentic, false", "authority, false", "dogs:read, false", "a, false" })
	void shouldFindWordsThatAreAlmostTheSame(String text, boolean almost) {
		assertThat(Spelling.isAlmost(text, "authenticated")).isEqualTo(almost);
	}

}
