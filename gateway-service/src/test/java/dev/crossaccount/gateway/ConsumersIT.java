package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** API keys at the edge. */
@ExtendWith(OutputCaptureExtension.class)
class ConsumersIT {

	private static final String FIRST = "cak_first-key-of-acme";

	private static final String SECOND = "cak_second-key-of-acme";

	@TempDir
	private static Path folder;

	private static StubProvider todo;

	private static RunningGateway gateway;

	@BeforeAll
	static void start() throws IOException {
		todo = new StubProvider();
		ConsumersFile file = new ConsumersFile(folder.resolve("consumers.yaml")).withKeys(FIRST, SECOND);
		gateway = RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", file.toString()),
				"gateway.providers.todo.uri=" + todo.uri(), "logging.level.dev.crossaccount=trace");
	}

	@AfterAll
	static void stop() throws IOException {
		gateway.close();
		todo.close();
	}

	@AfterEach
	void shouldLogNeitherKeysNorHashes(CapturedOutput output) {
		assertThat(output).doesNotContain("cak_", "secret", ConsumersFile.sha256(FIRST), ConsumersFile.sha256(SECOND),
				"\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { FIRST, SECOND })
	void shouldServeACallerWithAnyOfItsKeys(String key) throws IOException {
		int before = todo.requests().size();
		assertThat(RawClient.send(gateway.port(), "GET /todo", "X-API-Key: " + key).status()).isEqualTo(200);
		assertThat(todo.requests()).hasSize(before + 1);
	}

	@Test
	void shouldServeACallerWithoutAKey() throws IOException {
		assertThat(RawClient.send(gateway.port(), "GET /todo").status()).isEqualTo(200);
	}

	static Stream<Arguments> invalid() {
		return Stream.of(arguments("unknown", new String[] { "x-api-key: cak_of-nobody" }),
				arguments("other case", new String[] { "x-api-key: " + FIRST.replace("cak_f", "cak_F") }),
				arguments("hash of a key", new String[] { "x-api-key: " + ConsumersFile.sha256(FIRST) }),
				arguments("empty", new String[] { "x-api-key:" }), arguments("blank", new String[] { "x-api-key:  " }),
				arguments("long", new String[] { "x-api-key: " + "k".repeat(257) }),
				arguments("not ASCII", new String[] { "x-api-key: caf\u00e9" }),
				arguments("valid, but twice", new String[] { "x-api-key: " + FIRST, "x-api-key: " + FIRST }),
				arguments("two valid ones", new String[] { "x-api-key: " + FIRST, "X-Api-Key: " + SECOND }),
				arguments("two valid ones in one", new String[] { "x-api-key: " + FIRST + ", " + SECOND }));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("invalid")
	void shouldRefuseAKeyThatIsNotValid(String name, String[] headers) throws IOException {
		int before = todo.requests().size();
		HttpMessage response = RawClient.send(gateway.port(), "GET /todo", headers);
		Problems.assertProblem(response, 401, "invalid-api-key", "/todo");
		assertThat(response.header("WWW-Authenticate")).isEqualTo("ApiKey realm=\"api\"");
		assertThat(response.text()).contains("x-api-key").doesNotContain("cak_", "kkk");
		assertThat(todo.requests()).hasSize(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer secret", "Basic secret", "" })
	void shouldRefuseTwoCredentials(String authorization) throws IOException {
		int before = todo.requests().size();
		HttpMessage response = RawClient.send(gateway.port(), "GET /todo", "x-api-key: " + FIRST,
				"Authorization: " + authorization);
		Problems.assertProblem(response, 400, "bad-request", "/todo");
		assertThat(response.text()).contains("Send one of the two").doesNotContain("cak_", "secret");
		assertThat(todo.requests()).hasSize(before);
	}

	@Test
	void shouldRefuseToStartWithAPlanThatIsNotDeclared(CapturedOutput output) throws IOException {
		ConsumersFile file = new ConsumersFile(folder.resolve("gold.yaml")).with("  acme: {plan: gold}");
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", file.toString())));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("consumers.acme.plan in " + file + " is 'gold', which is not declared below plans. Declare it, or"
					+ " use one of anonymous, default.")
			.doesNotContain("Exception");
	}

	@Test
	void shouldRefuseToStartWithoutTheFileThatWasNamed(CapturedOutput output) {
		assertThatThrownBy(() -> RunningGateway.withEnvironment(Map.of("CONSUMERS_FILE", "no-such.yaml")));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The consumers file " + Path.of("no-such.yaml").toAbsolutePath()
					+ " does not exist. Put a file there that the gateway may read, or name another in CONSUMERS_FILE.")
			.doesNotContain("Exception");
	}

}
