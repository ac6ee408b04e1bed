package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's curl lines with the outputs it shows, to be compared with real ones.
 * <p>
 * In a {@code console} block a line that starts with {@code $ } is a command, and the
 * lines up to the next are its output. A dog's name and gender and a todo's id may
 * differ; everything else must be the same to the letter, and a todo's id must be the
 * same in all outputs.
 */
final class Transcript {

	private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{8,})\"");

	private static final Pattern DOG = Pattern.compile("\\{\"name\":\"[^\"]+\",\"gender\":\"(?:fe)?male\"}");

	private final List<Step> steps;

	private Transcript(List<Step> steps) {
		this.steps = steps;
	}

	/** Reads all curl commands to {@code localhost:8080} of the README, in its order. */
	static Transcript ofReadme() {
		return parse(Readme.text());
	}

	static Transcript parse(String markdown) {
		List<Step> steps = new ArrayList<>();
		Matcher block = BLOCK.matcher(markdown);
		while (block.find()) {
			for (String entry : block.group(1).split("(?m)^\\$ ")) {
				if (entry.startsWith("curl ")) {
					String[] parts = entry.split("\n", 2);
					steps.add(new Step(parts[0], parts[1].strip()));
				}
			}
		}
		return new Transcript(steps);
	}

	List<Step> steps() {
		return this.steps;
	}

	/** Runs every command against the port and compares what it prints. */
	void replay(int port) {
		assertThat(this.steps).isNotEmpty();
		List<String> ids = new ArrayList<>();
		for (Step step : this.steps) {
			String command = step.command()
				.replace("localhost:8080", "localhost:" + port)
				.replace("curl ", "curl -sS ");
			String output = Command.run(Duration.ofSeconds(20), Map.of(), List.of("bash", "-c", command))
				.succeeds()
				.output()
				.strip();
			assertThat(masked(output)).as(step.command()).isEqualTo(masked(step.output()));
			ID.matcher(output).results().forEach((id) -> ids.add(id.group(1)));
		}
		assertThat(ids.stream().distinct()).as("the id that was created is the one that is listed").hasSize(1);
	}

	static String masked(String output) {
		return DOG.matcher(ID.matcher(output).replaceAll("\"id\":\"ID\"")).replaceAll("DOG");
	}

	/**
	 * One command and what the README says it prints.
	 *
	 * @param command a shell command
	 * @param output what it prints, without the last line break
	 */
	record Step(String command, String output) {
	}

}
