package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every stack's template is the one that was approved: a change of it is read before it
 * is deployed.
 */
@NodeRequired
class SnapshotTest {

	private static final Path APPROVED = Path.of("src/test/resources/approved");

	private static final Path MADE = Path.of("target/templates");

	private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

	@ParameterizedTest
	@MethodSource("stacks")
	void shouldBeAsApproved(String stack) throws IOException {
		Path approved = APPROVED.resolve(stack + ".json");
		String made = made(stack);
		Files.createDirectories(MADE);
		Files.writeString(MADE.resolve(stack + ".json"), made);
		assertThat(Files.exists(approved) ? Files.readString(approved) : "")
			.as("The template of %s changed. If it was meant to: cp infra/%s/*.json infra/%s", stack, MADE, APPROVED)
			.isEqualTo(made);
	}

	static Stream<String> stacks() {
		return Stream.of(Account.values()).flatMap((account) -> account.stacks().stream());
	}

	/** Without what only the version of the CDK's bootstrap stack changes. */
	private static String made(String stack) throws IOException {
		ObjectNode template = JSON.valueToTree(Account.template(stack).toJSON());
		template.remove("Rules");
		if (template.get("Parameters") instanceof ObjectNode parameters) {
			parameters.remove("BootstrapVersion");
		}
		return JSON.writeValueAsString(JSON.treeToValue(template, Object.class)) + "\n";
	}

}
