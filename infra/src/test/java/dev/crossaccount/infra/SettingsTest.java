package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What the stacks tell the programs is what the programs read. */
@NodeRequired
class SettingsTest {

	private static final Pattern KEY = Pattern.compile("^\\| `([a-z][a-z0-9.<>-]+)` \\|", Pattern.MULTILINE);

	private static final Pattern PHASE = Pattern.compile("timeout-per-shutdown-phase: (\\d+)s");

	/** Spring Boot's own, where a program says nothing. */
	private static final int DEFAULT_PHASE_SECONDS = 30;

	@Test
	void shouldTellTheGatewayWhatItReads() throws IOException {
		assertKnown(names("global-apigw"), documented());
	}

	@Test
	void shouldTellDogNamesWhatItReads() throws IOException {
		assertKnown(names("ecs-provider"), documented());
	}

	@Test
	void shouldTellTodoWhatItReads() throws IOException {
		List<String> names = Shell.userData()
			.lines()
			.filter((line) -> line.matches("[A-Z_]+=.*"))
			.map((line) -> line.substring(0, line.indexOf('=')))
			.toList();
		assertThat(names).contains("SPRING_DATASOURCE_URL", "PRIVATELINK_PROXY_PROTOCOL");
		String compose = ofCompose("todo-service");
		assertThat(names).allMatch((name) -> compose.contains("\"" + name + "\""));
	}

	@Test
	void shouldGiveProgramsTheTimeThatTheyTakeToStop() throws IOException {
		int drain = Timing.DRAIN_DELAY.toSeconds().intValue();
		int stop = Timing.STOP.toSeconds().intValue();
		for (String program : List.of("dog-names-service", "todo-service", "gateway-service")) {
			assertThat(stop).as(program).isGreaterThanOrEqualTo(drain + phaseSeconds(program));
		}
		assertThat(stop).isGreaterThanOrEqualTo(Timing.DEREGISTRATION.toSeconds().intValue());
		int noticed = Timing.HEALTH_THRESHOLD
				* (Timing.HEALTH_INTERVAL.toSeconds().intValue() + Timing.HEALTH_TIMEOUT.toSeconds().intValue());
		assertThat(drain).isGreaterThanOrEqualTo(noticed);
	}

	private static int phaseSeconds(String program) throws IOException {
		Matcher matcher = PHASE
			.matcher(Files.readString(Path.of("..", program, "src/main/resources/application.yaml")));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : DEFAULT_PHASE_SECONDS;
	}

	private static void assertKnown(List<String> names, List<Pattern> known) {
		assertThat(names).isNotEmpty()
			.allSatisfy((name) -> assertThat(known).as(name).anyMatch((key) -> key.matcher(name).matches()));
	}

	private static List<String> names(String stack) {
		return FargateServicesTest.container(stack)
			.path("Environment")
			.valueStream()
			.map((JsonNode variable) -> variable.path("Name").asText())
			.toList();
	}

	/** The keys in docs/configuration.md, as variables; a name in brackets may be any. */
	private static List<Pattern> documented() throws IOException {
		return KEY.matcher(Files.readString(Path.of("../docs/configuration.md")))
			.results()
			.map((key) -> key.group(1).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
			.map((name) -> Pattern.compile(name.replaceAll("<[A-Z]+>", "[A-Z0-9]+")))
			.toList();
	}

	/** What docker-compose.yml tells the same program. */
	private static String ofCompose(String service) {
		try (Stream<String> lines = Files.lines(Path.of("../docker-compose.yml"))) {
			Object compose = new Yaml().load(String.join("\n", lines.toList()));
			return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(compose)
				.path("services")
				.path(service)
				.path("environment")
				.toString();
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
