package dev.crossaccount.gateway.edge;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetRulesTest {

	@ParameterizedTest
	@ValueSource(strings = { "/", "/dogs", "/dogs/", "/dogs?", "/dogs?a=b&&c==d?/..//;%2f%00", "/a%20b/%C3%A9", "/...",
			"/a..b/.c/d.", "/a%2eb", "/%252e%252e", "/a!$&'()*+,=:@-._~", "/x?f[a]=1", "http://h/dogs",
			"HTTPS://h:1/dogs?x" })
	void shouldPassWhatEveryServerReadsTheSameWay(String target) {
		assertThat(TargetRules.violation(target)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/..", "/.", "/a/..", "/a/../b", "/a/./b", "/%2e", "/%2E%2e/b", "/.%2e/b", "/a/%2e", "//",
			"//a", "/a//b", "/a//", "/a%2fb", "/a%2Fb", "/a%5cb", "/a%5C", "/a%3bb", "/a%00", "/%0A", "/%7f",
			"/a/..?x" })
	void shouldRefuseAnAmbiguousPath(String target) {
		assertThat(TargetRules.violation(target)).contains("ambiguous");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a;b", "/a\\b", "/a b", "/a#b", "/a|b", "/\"", "/<", "/{x}", "/[", "/^", "/`", "/\u00e9",
			"/\u0000", "/%", "/%2", "/%zz", "/a%2?", "/%\u0661\u0661" })
	void shouldRefuseAPathThatIsNotEncoded(String target) {
		assertThat(TargetRules.violation(target)).startsWith("The path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%c0%af", "/%c0%ae%c0%ae/", "/%e0%80%af", "/%f0%80%80%af", "/%c1%9c", "/%ed%a0%80",
			"/%ed%bf%bf", "/%ed%a0%80%ed%b0%80", "/%80", "/%c3", "/%c3/%a9", "/%c3a", "/%e9", "/%f4%90%80%80",
			"/%ff?%c3%a9" })
	void shouldRefuseAPathThatIsNotUtf8(String target) {
		assertThat(TargetRules.violation(target)).contains("not UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%C3%a9", "/%e2%82%ac/%F0%9F%90%95", "/%ef%bf%bd", "/x?q=%e9" })
	void shouldPassCharactersOfUtf8AndAnyQuery(String target) {
		assertThat(TargetRules.violation(target)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?a b", "/?#", "/?%", "/?%1", "/?%xx", "/?\"", "/?<", "/?\u00e9", "/?{", "/?|", "/?\\" })
	void shouldRefuseAQueryThatIsNotEncoded(String target) {
		assertThat(TargetRules.violation(target)).startsWith("The query");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "dogs", "host:80", "?x", "http://h", "http://h?x", "ftp://h/dogs" })
	void shouldRefuseWhatIsNoPath(String target) {
		assertThat(TargetRules.violation(target)).contains("must be a path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://h/../dogs", "http://h//dogs", "http://h/a;b" })
	void shouldJudgeThePathOfTheAbsoluteForm(String target) {
		assertThat(TargetRules.violation(target)).isNotNull();
	}

}
