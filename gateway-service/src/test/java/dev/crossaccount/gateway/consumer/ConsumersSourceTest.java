package dev.crossaccount.gateway.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumersSourceTest {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void shouldTakeTheProgramsOwnFileWhereThereIsNoOther(String named) {
		ConsumersSource.Content content = new ConsumersSource(named, this.folder).read();
		assertThat(content.file()).isEqualTo("consumers.yaml of the program");
		Registry registry = ConsumersParser.parse(content);
		assertThat(registry).hasToString("consumers: 0, API keys: 0, plans: 2");
		assertThat(registry.anonymous().plan().rate()).hasToString("50/s");
		assertThat(registry.anonymous().plan().burst()).isEqualTo(200);
	}

	@Test
	void shouldShipAFileForComposeThatIsValid() {
		ConsumersSource source = new ConsumersSource("../compose/gateway/consumers.yaml", Path.of(""));
		assertThat(ConsumersParser.parse(source.read())).hasToString("consumers: 0, API keys: 0, plans: 2");
	}

	@Test
	void shouldAcceptTheDocumentedExample() throws IOException {
		String block = Files.readString(Path.of("../docs/consumers.md")).split("```yaml\nplans:")[1].split("```")[0];
		ConsumersSource.Content content = new ConsumersSource.Content("consumers.md", "plans:" + block, "");
		assertThat(ConsumersParser.parse(content)).hasToString("consumers: 1, API keys: 1, plans: 3");
	}

	@Test
	void shouldTakeAFileOfTheWorkingDirectoryOnceThereIsOne() throws IOException {
		ConsumersSource source = new ConsumersSource(null, this.folder);
		source.read();
		Path file = Files.writeString(this.folder.resolve("consumers.yaml"), "mine");
		assertThat(source.read()).isEqualTo(new ConsumersSource.Content(file.toString(), "mine", ""));
		Files.delete(file);
		assertThat(source.read()).as("never back to the defaults unasked")
			.isEqualTo(new ConsumersSource.Content(file.toString(), null, "does not exist"));
	}

	@Test
	void shouldPreferTheFileThatWasNamed() throws IOException {
		Files.writeString(this.folder.resolve("consumers.yaml"), "by convention");
		Path named = Files.writeString(this.folder.resolve("named.yaml"), "named");
		assertThat(new ConsumersSource("named.yaml", this.folder).read().text()).isEqualTo("named");
		assertThat(new ConsumersSource(named.toString(), Path.of("")).read().text()).isEqualTo("named");
		Files.delete(named);
		assertThat(new ConsumersSource("named.yaml", this.folder).read().failure()).isEqualTo("does not exist");
	}

	@Test
	void shouldRefuseWhatIsNoFile() {
		assertThat(new ConsumersSource(".", this.folder).read().failure()).isEqualTo("can't be read");
	}

	@Test
	void shouldRefuseAFileThatIsTooLarge() throws IOException {
		Files.write(this.folder.resolve("consumers.yaml"), new byte[ConsumersSource.MAX_BYTES + 1]);
		assertThat(new ConsumersSource(null, this.folder).read().failure()).isEqualTo("is larger than 10 MB");
	}

}
