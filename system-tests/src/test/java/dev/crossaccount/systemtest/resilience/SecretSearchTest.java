package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretSearchTest {

	@TempDir
	private Path folder;

	@Test
	void shouldFindWhatIsPlanted() throws IOException {
		write("app/key.txt", "-----BEGIN RSA " + "PRIVATE KEY-----\nMII");
		write("app/notes", "AKIA" + "IOSFODNN7EXAMPLE");
		write("app/application.yaml", "spring.datasource.password: hunter2");
		write("root/.m2/repository/a.pom", "");
		write("usr/bin/mvn", "");
		jar("app/service.jar", "BOOT-INF/classes/application.properties", "client-secret=hunter2");
		assertThat(search()).containsExactlyInAnyOrder("app/key.txt: a private key", "app/notes: an AWS key",
				"app/application.yaml: a secret in a setting", "root/.m2/repository/a.pom: its name",
				"usr/bin/mvn: its name",
				"app/service.jar!/BOOT-INF/classes/application.properties: a secret in a setting");
	}

	@Test
	void shouldFindNothingInWhatIsHarmless() throws IOException {
		write("app/application.yaml", "password: ${PASSWORD}\ntoken:\n  uri: http://localhost\nsecret: \"\"");
		jar("app/service.jar", "dev/crossaccount/Token.class", "PRIVATE KEY");
		write("app/lib/other.jar", "AKIA" + "IOSFODNN7EXAMPLE");
		assertThat(search()).isEmpty();
	}

	private List<String> search() throws IOException {
		SecretSearch search = new SecretSearch();
		search.in(this.folder);
		return search.findings();
	}

	private void write(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void jar(String name, String entry, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
			zip.putNextEntry(new ZipEntry(entry));
			zip.write(text.getBytes(StandardCharsets.UTF_8));
		}
	}

}
