package dev.crossaccount.gateway.consumer;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ConsumersParserTest {

	/** SHA-256 of "key". */
	private static final String HASH = "2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";

	private static final String PLANS = "plans: {anonymous: {rate: 1/s}, default: {rate: 2/s}, gold: {rate: 3/s}}\n";

	@Test
	void shouldReadPlans() {
		Registry registry = parse("""
				plans:
				  anonymous: {rate: 50/s, burst: 200, quota: 100000/day}
				  default: {rate: 600/m, quota: 1000000/month}
				""");
		assertThat(registry.anonymous().plan()).isEqualTo(new Plan("anonymous", new Rate(50, Duration.ofSeconds(1)),
				200, new Plan.Quota(100_000, Plan.Quota.Period.DAY)));
		assertThat(registry.ofToken("local/mobile", Set.of()).plan()).isEqualTo(new Plan("default",
				new Rate(600, Duration.ofMinutes(1)), 600, new Plan.Quota(1_000_000, Plan.Quota.Period.MONTH)));
	}

	@Test
	void shouldReadAConsumer() {
		Registry registry = parse(PLANS + """
				consumers:
				  acme:
				    plan: gold
				    key-sha256: [%s]
				    scopes: [todo:write, dogs:read]
				    client-id: local/mobile
				""".formatted(HASH.toUpperCase(Locale.ROOT)));
		Caller byKey = Objects.requireNonNull(registry.ofKey("key"));
		assertThat(byKey.consumer()).isEqualTo("acme");
		assertThat(byKey.method()).isEqualTo(Caller.Method.API_KEY);
		assertThat(byKey.scopes()).containsExactlyInAnyOrder("todo:write", "dogs:read");
		assertThat(byKey.plan().name()).isEqualTo("gold");
		assertThat(registry.ofKey("Key")).isNull();
		assertThat(registry.ofKey("")).as("what unknown keys are compared with").isNull();
		Caller byToken = registry.ofToken("local/mobile", Set.of("dogs:read"));
		assertThat(byToken).isEqualTo(new Caller("acme", Caller.Method.JWT, Set.of("dogs:read"), byKey.plan()));
	}

	@Test
	void shouldNeverTakeAClientForAConsumerOfTheSameName() {
		Registry registry = parse(PLANS + "consumers: {acme: {key-sha256: [" + HASH + "]}}");
		assertThat(registry.ofToken("local/acme", Set.of()).consumer()).isEqualTo("local/acme");
		assertThat(registry.ofToken("other/mobile", Set.of()).consumer()).as("the same name elsewhere")
			.isEqualTo("other/mobile");
		assertThat(registry.ofToken("local/sub:mobile", Set.of()).consumer()).as("a user of that name")
			.isEqualTo("local/sub:mobile");
	}

	@ParameterizedTest
	@ValueSource(strings = { "no", "1e3", "2026-01-01", "0x1f", "null", "007" })
	void shouldTakeEveryNameAsItIsWritten(String name) {
		Caller caller = parse(PLANS + "consumers: {" + name + ": {key-sha256: [" + HASH + "]}}").ofKey("key");
		assertThat(caller).isNotNull().extracting(Caller::consumer).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "consumers:", "consumers: {}", "consumers: {acme: }", "consumers: {acme: {}}",
			"consumers: {acme: {key-sha256: []}}", "consumers: {acme: {key-sha256: }}",
			"consumers: {acme: {key-sha256: null, scopes: ~, client-id: }}",
			"consumers:\n  acme:\n    plan: default\n    key-sha256:\n    scopes:\n" })
	void shouldNeedNoConsumersOrKeys(String yaml) {
		assertThat(parse(PLANS + yaml).ofKey("key")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					plans: {default: {rate: 1/s}}                | plans.anonymous in c.yaml is missing. Declare the plans anonymous, for callers without a credential, and default. There is only default.
					plans: {anonymos: {rate: 1/s}, default: {rate: 1/s}} | plans.anonymous in c.yaml is missing. Declare the plans anonymous, for callers without a credential, and default. There are anonymos, default.
					plans: {anonymous: {rate: 1/s}}              | plans.default in c.yaml is missing. Declare the plans
					consumers: {}                                | plans.default in c.yaml is missing.
					plans: [a]                                   | plans in c.yaml is not a block of keys.
					just words                                   | The consumers file c.yaml is not a block of keys.
					[a]                                          | The consumers file c.yaml is not a block of keys.
					plan: {}                                     | plan in c.yaml is not a known key. Use one of plans, consumers.
					plans: {Gold: {rate: 1/s}}                   | plans.Gold in c.yaml is not a valid name. Use 1 to 64
					plans: {gold: 5/s}                           | plans.gold in c.yaml is not a block of keys.
					plans: {gold: {rate: 1/s, brust: 2}}         | plans.gold.brust in c.yaml is not a known key. Use one of rate, burst, quota.
					plans: {gold: {burst: 2}}                    | plans.gold.rate in c.yaml is missing. Write how many
					plans: {gold: {rate: fast}}                  | plans.gold.rate in c.yaml is 'fast', which is not a rate. Write a number
					plans: {gold: {rate: 0/s}}                   | plans.gold.rate in c.yaml is '0/s', which is not a rate.
					plans: {gold: {rate: }}                      | plans.gold.rate in c.yaml has no value that is one word.
					plans: {gold: {rate: [1/s]}}                 | plans.gold.rate in c.yaml has no value that is one word.
					plans: {gold: {rate: 1/s, burst: 0}}         | plans.gold.burst in c.yaml is '0', which is not a number of requests.
					plans: {gold: {rate: 1/s, burst: 1.5}}       | plans.gold.burst in c.yaml is '1.5', which is not a number
					plans: {gold: {rate: 1/s, burst: 10000000000}} | plans.gold.burst in c.yaml is '10000000000', which
					plans: {gold: {rate: 1/s, quota: 5}}         | plans.gold.quota in c.yaml is '5', which is not a quota. Write how many
					plans: {gold: {rate: 1/s, quota: 0/day}}     | plans.gold.quota in c.yaml is '0/day', which is not a quota.
					plans: {gold: {rate: 1/s, quota: 5/week}}    | plans.gold.quota in c.yaml is '5/week', which is not a quota.
					plans: {gold: {rate: 1/s}, gold: {rate: 2/s}} | has the key gold twice, the second time at line 1, column 28. Make one block of the two: a consumer
					plans:\\n\\tgold: 1                          | The consumers file c.yaml is not valid YAML at line 2, column 1: found character
					plans: {}\\n---\\nplans: {}                  | The consumers file c.yaml is not valid YAML at line 2
					plans: !!java.io.File [x]                    | The consumers file c.yaml is not valid YAML at line 1
					plans: !!int x                               | The consumers file c.yaml is not valid YAML. Write plain texts
					plans: &a {gold: *a}                         | c.yaml
					""")
	void shouldSayWhatIsWrongWithTheFile(String yaml, String sentence) {
		assertThat(mistakes(yaml.translateEscapes())).contains(sentence).doesNotContain("\n").endsWith(".");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					Acme: {}                          | consumers.Acme in c.yaml is not a valid name.
					-acme: {}                         | consumers.-acme in c.yaml is not a valid name.
					"": {}                            | is not a valid name.
					"a\\nb": {}                       | consumers.a b in c.yaml is not a valid name.
					anonymous: {}                     | consumers.anonymous in c.yaml has a name that is reserved
					acme: gold                        | consumers.acme in c.yaml is not a block of keys.
					acme: {plan: silver}              | consumers.acme.plan in c.yaml is 'silver', which is not declared below plans. Declare it, or use one of anonymous, default, gold.
					acme: {keys: []}                  | consumers.acme.keys in c.yaml is not a known key. Use one of plan, key-sha256, scopes, client-id.
					acme: {key-sha256: HASH}          | consumers.acme.key-sha256 in c.yaml is not a list of hashes. Write each hash on a line of its own
					acme: {key-sha256: [[HASH]]}      | consumers.acme.key-sha256 in c.yaml is not a list of hashes.
					acme: {key-sha256: [HASH, HASH0]} | consumers.acme.key-sha256 in c.yaml has as entry 2 what is not 64 hexadecimal digits. Put the SHA-256
					acme: {key-sha256: [HASH, '']}    | consumers.acme.key-sha256 in c.yaml has nothing as entry 2. Remove the line that has a hyphen alone;
					acme: {key-sha256: [KEY]}         | has as entry 1 what is not 64 hexadecimal digits.
					acme: {key-sha256: [HASH, HASH]}  | consumers.acme.key-sha256 in c.yaml has as entry 2 a hash that is in the file already.
					acme: {scopes: [todo write]}      | consumers.acme.scopes in c.yaml has an entry that is not one word
					acme: {scopes: todo}              | consumers.acme.scopes in c.yaml is not a list of scopes. Write them as [todo:write,
					acme: {client-id: mobile}         | consumers.acme.client-id in c.yaml is 'mobile', which does not name its issuer
					acme: {client-id: [a]}            | consumers.acme.client-id in c.yaml has no value that is one word.
					KEY: {}                           | consumers.cak_aB3a… in c.yaml is not a valid name.
					acme: {HASH: 1}                   | consumers.acme.2c70e12b… in c.yaml is not a known key.
					acme: {plan: HASH}                | is '2c70e12b…', which is not declared below plans.
					acme: {HASH: 1, HASH: 1}          | has the key 2c70e12b… twice
					acme: {key-sha256: [*HASH]}       | is not valid YAML at line 2
					""")
	void shouldSayWhatIsWrongWithAConsumerAndNeverPrintAKeyOrHash(String yaml, String sentence) {
		String key = "cak_" + "aB3".repeat(14) + "c";
		String mistakes = mistakes(PLANS + "consumers: {" + yaml.replace("HASH", HASH).replace("KEY", key) + "}");
		assertThat(mistakes).contains(sentence).doesNotContain(HASH.substring(0, 9), key.substring(0, 9), "\n");
	}

	@Test
	void shouldRefuseWhatTwoConsumersHaveInCommon() {
		assertThat(mistakes(PLANS + "consumers: {a: {key-sha256: [" + HASH + "], client-id: i/m}, b: {key-sha256: ["
				+ HASH.toUpperCase(Locale.ROOT) + "], client-id: i/m}}"))
			.isEqualTo(
					"consumers.b.key-sha256 in c.yaml has as entry 1 a hash that is in the file already. A key belongs"
							+ " to one consumer: make another by gateway-service/make-key. consumers.b.client-id in c.yaml is"
							+ " 'i/m', which another consumer has. A client belongs to one consumer.");
	}

	@Test
	void shouldSayThatAHyphenHasNothingBehindIt() {
		assertThat(mistakes(PLANS + "consumers:\n  acme:\n    key-sha256:\n      -\n"))
			.startsWith("consumers.acme.key-sha256 in c.yaml has nothing as entry 1. Remove the line");
	}

	@Test
	void shouldSayThatTheFileCannotBeRead() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> ConsumersParser.parse(new ConsumersSource.Content("c.yaml", null, "can't be read")))
			.extracting(InvalidSettingsException::explanation)
			.asString()
			.startsWith("The consumers file c.yaml can't be read. Put a file there");
	}

	private static Registry parse(String yaml) {
		return ConsumersParser.parse(new ConsumersSource.Content("c.yaml", yaml, ""));
	}

	private static String mistakes(String yaml) {
		InvalidSettingsException failure = catchThrowableOfType(InvalidSettingsException.class, () -> parse(yaml));
		assertThat(failure).as("a mistake").isNotNull();
		return failure.explanation();
	}

}
