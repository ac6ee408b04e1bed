package dev.crossaccount.todo.item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IfMatchTest {

	@Test
	void shouldMatchAnyVersionWithoutHeader() {
		assertThat(IfMatch.from(new HttpHeaders()).any()).isTrue();
	}

	@Test
	void shouldMatchAnyVersionByAsterisk() {
		assertThat(parse(" * ").any()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', textBlock = """
			"1"             | 0 1
			"1","2"         | 0 1 2
			"1" ,, "2",     | 0 1 2
			"a,b", "7"      | 0 7
			W/"1", "3"      | 0 3
			W/"1"           | 0
			""              | 0
			"0"             | 0
			"01"            | 0
			"4294967297"    | 0
			""")
	void shouldReadVersions(String header, String versions) {
		assertThat(parse(header).any()).isFalse();
		assertThat(parse(header).versions()).map(String::valueOf).containsExactly(versions.split(" "));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "\"", "\"1", "1\"", "\"1\"\"2\"", "\"1\" \"2\"", "*, \"1\"", "w/\"1\"", ",",
			"\"a b\"" })
	void shouldRefuseWhatIsNoList(String header) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> parse(header))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("If-Match"));
	}

	@Test
	void shouldNotTakeLongOverAHostileHeader() {
		String hostile = "\"1\"" + ", ,\t".repeat(2000) + "x";
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> parse(hostile));
	}

	private static IfMatch parse(String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(HttpHeaders.IF_MATCH, value);
		return IfMatch.from(headers);
	}

}
