package dev.crossaccount.gateway.trace;

import java.util.regex.Pattern;

import dev.crossaccount.gateway.Mutations;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Trace headers that are nearly right: taken exactly where W3C's grammar has them. */
class TraceContextMutationsTest {

	private static final Pattern GRAMMAR = Pattern.compile(
			"(?!ff)(?:00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}"
					+ "|(?!00)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?)",
			Pattern.DOTALL);

	@Test
	void shouldTakeWhatTheGrammarHasAndNothingElse() {
		Mutations.forEach(TraceContextMutationsTest::check, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
				"cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-later",
				"00-00000000000000000000000000000000-0000000000000000-00");
	}

	/** For .ci/fuzz. */
	public static void fuzzerTestOneInput(byte[] bytes) {
		check(Mutations.text(bytes));
	}

	private static void check(String parent) {
		assertThat(TraceContext.isWellFormed(parent)).isEqualTo(GRAMMAR.matcher(parent).matches());
		if (TraceContext.isWellFormed(parent)) {
			assertThat(TraceContext.read(parent).isValid()).isTrue();
		}
	}

}
