package dev.crossaccount.gateway.headers;

import java.time.Duration;
import java.util.Set;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.settings.Rate;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallerHeadersTest {

	private static final Plan PLAN = new Plan("gold", new Rate(1, Duration.ofSeconds(1)), 1, null);

	@ParameterizedTest
	@CsvSource({ "ANONYMOUS, anonymous", "API_KEY, api-key", "JWT, jwt" })
	void shouldSayHowTheCallerSaidWhoItIs(Caller.Method method, String word) {
		HttpHeaders headers = headers(new Caller("shop", method, Set.of(), PLAN));
		assertThat(headers.get("X-Consumer-Id")).isEqualTo("shop");
		assertThat(headers.get("X-Auth-Method")).isEqualTo(word);
		assertThat(headers.contains("X-Scopes")).isFalse();
	}

	@Test
	void shouldListScopesInOrder() {
		HttpHeaders headers = headers(new Caller("shop", Caller.Method.JWT, Set.of("b", "a:write", "a:read"), PLAN));
		assertThat(headers.get("X-Scopes")).isEqualTo("a:read a:write b");
	}

	@Test
	void shouldNotMakeTwoScopesOfOne() {
		HttpHeaders headers = headers(new Caller("shop", Caller.Method.JWT, Set.of("todo:read admin"), PLAN));
		assertThat(headers.get("X-Scopes")).isEqualTo("todo:read%20admin");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "a-Z.0_9:/@, a-Z.0_9:/@", "50%, 50%25", "a b, a%20b", "é, %C3%A9", "☃, %E2%98%83" })
	void shouldEncodeWhatAHeaderCannotCarry(String text, String encoded) {
		assertThat(CallerHeaders.encoded(text)).isEqualTo(encoded);
		assertThat(CallerHeaders.encoded("a\r\nX-Scopes: b")).isEqualTo("a%0D%0AX-Scopes:%20b");
	}

	private static HttpHeaders headers(Caller caller) {
		HttpHeaders headers = new DefaultHttpHeaders();
		CallerHeaders.set(headers, caller);
		return headers;
	}

}
