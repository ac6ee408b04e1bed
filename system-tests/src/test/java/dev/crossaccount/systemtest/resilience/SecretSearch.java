package dev.crossaccount.systemtest.resilience;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks through files, and what jars of ours hold, for what has no business in an image.
 */
final class SecretSearch {

	private static final Pattern NAME = Pattern.compile("(^|/)(mvn|mvnw|javac|jshell|git|gcc|npm|docker|\\.git|\\.m2"
			+ "|\\.npmrc|\\.netrc|\\.env|\\.aws|\\.ssh|id_\\w+|credentials|settings\\.xml)(/|$)"
			+ "|\\.(java|key|pem|p12|pfx|jks|keystore)$");

	private static final Map<String, Pattern> CONTENTS = Map.of("a private key",
			Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"), "an AWS key",
			Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"), "a key of a consumer",
			Pattern.compile("\\bcak_[0-9A-Za-z_-]{30}"));

	/** In files that people write: a placeholder is no secret. */
	private static final Pattern SETTING = Pattern
		.compile("(?i)(password|secret|token)[\\w.-]*[\"']?[ \t]*[:=][ \t]*[\"']?(?![\"'\\s$]|\\$\\{)[^\\s\"']+");

	private final List<String> findings = new ArrayList<>();

	private int files;

	/** What was found, as {@code file: what}. */
	List<String> findings() {
		return this.findings;
	}

	/** How many files were looked at, those in jars included. */
	int files() {
		return this.files;
	}

	/** Looks through a folder. Other people's jars are looked at by name only. */
	void in(Path folder) throws IOException {
		try (Stream<Path> paths = Files.walk(folder)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				String name = folder.relativize(path).toString();
				if (name.endsWith(".jar") && (!name.contains("/lib/") || name.contains("privatelink"))) {
					jar(name, path);
				}
				else if (name.endsWith(".jar") || name.endsWith(".aot")) {
					check(name, "");
				}
				else {
					check(name, Files.readString(path, StandardCharsets.ISO_8859_1));
				}
			}
		}
	}

	private void jar(String name, Path jar) throws IOException {
		try (InputStream file = Files.newInputStream(jar);
				ZipInputStream zip = new ZipInputStream(new BufferedInputStream(file))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				check(name + "!/" + entry.getName(), new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
			}
		}
	}

	private void check(String name, String text) {
		this.files++;
		if (NAME.matcher(name).find()) {
			this.findings.add(name + ": its name");
		}
		CONTENTS.forEach((what, pattern) -> {
			if (pattern.matcher(text).find()) {
				this.findings.add(name + ": " + what);
			}
		});
		if (name.matches(".*\\.(ya?ml|properties|options|conf|sh|env|txt)") && SETTING.matcher(text).find()) {
			this.findings.add(name + ": a secret in a setting");
		}
	}

}
