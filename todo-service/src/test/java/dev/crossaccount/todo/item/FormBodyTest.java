package dev.crossaccount.todo.item;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FormBodyTest {

	@ParameterizedTest
	@CsvSource({ "data=a b,a b", "data=a+b,a b", "data=a%2Bb,a+b", "data=a=b,a=b", "data=é,é", "data=%c3%A9,é",
			"data=%F0%9F%98%80,😀", "&&data=x&&,x", "other=1&data=x&other=2,x", "d%61ta=x,x", "data=a%26b%3Dc,a&b=c" })
	void shouldDecode(String form, String text) {
		assertThat(parse(form)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "data=%", "data=%a", "data=%ag", "data=% a", "data=%+1", "data=%\u00b21", "data=%e9",
			"data=%ed%a0%80", "data=a&b", "%zz=1&data=x" })
	void shouldRefuseWhatIsMalformed(String form) {
		assertThatExceptionOfType(MalformedBodyException.class).isThrownBy(() -> parse(form));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&", "Data=x", "data=x&data=x", "data=x&d%61ta=y" })
	void shouldRefuseAllButOneText(String form) {
		assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> parse(form));
	}

	private static String parse(String form) {
		return FormBody.text(form.getBytes(StandardCharsets.UTF_8));
	}

}
