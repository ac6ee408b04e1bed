package dev.crossaccount.gateway.consumer;

import dev.crossaccount.gateway.Mutations;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that are nearly right: read, or refused in sentences. */
class ConsumersParserMutationsTest {

	private static final String KEY = "0123456789abcdef".repeat(4);

	@Test
	void shouldReadAFileOrSayWhatIsWrongWithIt() {
		Mutations.forEach(ConsumersParserMutationsTest::check, """
				plans:
				  anonymous: {rate: 10/s, burst: 20}
				  default: {rate: 600/m, quota: 1000000/month}
				consumers:
				  acme:
				    plan: default
				    key-sha256:
				      - %s
				    scopes: [todo:write, dogs:read]
				    client-id: local/mobile
				""".formatted(KEY), """
				plans: {anonymous: &a {rate: 1/s}, default: *a}
				consumers: {"b": {key-sha256: '%s'}}
				""".formatted(KEY));
	}

	/** For .ci/fuzz. */
	public static void fuzzerTestOneInput(byte[] bytes) {
		check(Mutations.text(bytes));
	}

	private static void check(String yaml) {
		try {
			assertThat(ConsumersParser.parse(new ConsumersSource.Content("c.yaml", yaml, ""))).isNotNull();
		}
		catch (InvalidSettingsException ex) {
			assertThat(ex.explanation()).isNotBlank();
		}
	}

}
