package dev.crossaccount.gateway.access;

import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.settings.AccessRuleProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTest {

	private final AccessRules rules = new AccessRules(
			Map.of("todo",
					List.of(rule("", "/todo/public", "anonymous"), rule("GET", "/todo/admin", "authenticated"),
							rule("", "/todo/admin", "todo:admin"), rule("DELETE", "", "todo:write,todo:delete"))),
			Requirement.NOTHING, Requirement.CREDENTIAL);

	@ParameterizedTest
	@CsvSource({ "GET, /todo", "HEAD, /todo/1", "OPTIONS, /todo", "POST, /todo/public", "DELETE, /todo/public/x",
			"GET, /todo/administrator" })
	void shouldLetAnybodyDo(String method, String path) {
		assertThat(this.rules.requirement("todo", method, path)).isEqualTo(Requirement.NOTHING);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /todo", "PATCH, /todo/publicity", "GET, /todo/admin", "HEAD, /todo/admin/x" })
	void shouldNeedACredential(String method, String path) {
		assertThat(this.rules.requirement("todo", method, path)).isEqualTo(Requirement.CREDENTIAL);
	}

	@ParameterizedTest
	@CsvSource({ "POST, /todo/admin", "OPTIONS, /todo/admin", "DELETE, /todo/admin/x" })
	void shouldLetTheFirstRuleThatFitsDecide(String method, String path) {
		assertThat(this.rules.requirement("todo", method, path).scopes()).containsExactly("todo:admin");
	}

	@Test
	void shouldNeedEveryScope() {
		assertThat(this.rules.requirement("todo", "DELETE", "/todo/1"))
			.isEqualTo(new Requirement(true, List.of("todo:write", "todo:delete")));
	}

	@Test
	void shouldApplyTheDefaultsToAProviderWithoutRules() {
		assertThat(this.rules.requirement("dogs", "GET", "/todo/admin")).isEqualTo(Requirement.NOTHING);
		assertThat(this.rules.requirement("dogs", "DELETE", "/todo/1")).isEqualTo(Requirement.CREDENTIAL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/todo/%61dmin", "/todo/%61%64%6D%69%6e", "/todo/admi%6E/x", "/%74odo/admin",
			"/todo/admin/%C3%A9", "/todo/admin/%252e%252e/public", "/todo/admin/" })
	void shouldFitAnEncodedSpellingOfItsPath(String path) {
		assertThat(this.rules.requirement("todo", "PUT", path).scopes()).containsExactly("todo:admin");
	}

	@Test
	void shouldDecodeOnce() {
		assertThat(this.rules.requirement("todo", "PUT", "/todo/%2561dmin")).isEqualTo(Requirement.CREDENTIAL);
	}

	private static AccessRule rule(String methods, String paths, String allow) {
		return AccessRule.of(new AccessRuleProperties(list(methods), list(paths), list(allow)));
	}

	private static List<String> list(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(","));
	}

}
