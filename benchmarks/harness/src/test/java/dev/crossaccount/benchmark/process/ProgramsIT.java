package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramsIT {

	private static final List<String> SLEEP = List.of("sleep", "60");

	@TempDir
	Path folder;

	@Test
	void shouldEndWhatItStarted() {
		Program program;
		try (Programs programs = new Programs(this.folder, new Cores(1))) {
			program = programs.start("sleeper", Map.of(), SLEEP);
			assertThat(program.isAlive()).isTrue();
		}
		assertThat(program.isAlive()).isFalse();
		assertThat(this.folder.resolve("programs")).doesNotExist();
	}

	@Test
	void shouldEndWhatAnEarlierHarnessLeft() throws IOException, InterruptedException {
		Process left = new ProcessBuilder(SLEEP).start();
		Files.writeString(this.folder.resolve("programs"),
				"%d %d%n".formatted(left.pid(), ProcessStat.of(left.pid()).started()));
		new Programs(this.folder, new Cores(1)).close();
		assertThat(left.waitFor()).isNotZero();
	}

	@Test
	void shouldSpareAnotherProgramThatGotTheId() throws IOException {
		Process other = new ProcessBuilder(SLEEP).start();
		try {
			Files.writeString(this.folder.resolve("programs"),
					"%d %d%n".formatted(other.pid(), ProcessStat.of(other.pid()).started() - 1));
			new Leftovers(this.folder.resolve("programs")).end();
			assertThat(other.isAlive()).isTrue();
		}
		finally {
			other.destroyForcibly();
		}
	}

	@Test
	void shouldGiveNoProgramTheSettingsOfWhoeverStartsIt() throws IOException, InterruptedException {
		try (Programs programs = new Programs(this.folder, new Cores(1))) {
			Program program = programs.start("env", Map.of("SERVER_PORT", "1"), List.of("env"));
			while (program.isAlive()) {
				Thread.sleep(10);
			}
			assertThat(program.lastWords().lines()).allMatch((line) -> line.matches("(PATH|HOME|SERVER_PORT)=.*"))
				.contains("SERVER_PORT=1");
		}
	}

}
