package dev.crossaccount.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A consumers file that is about plans: every consumer's API key is its name. */
class PlansFile {

	private final Path path;

	private final Map<String, String> plans = new LinkedHashMap<>(
			Map.of("anonymous", "{rate: 1000/s}", "default", "{rate: 1000/s}"));

	private final StringBuilder consumers = new StringBuilder();

	PlansFile(Path folder) {
		this.path = folder.resolve("consumers.yaml");
	}

	PlansFile plan(String name, String block) {
		this.plans.put(name, block);
		return this;
	}

	PlansFile consumer(String name, String plan) {
		this.consumers.append("  %s: {plan: %s, key-sha256: [%s]}%n".formatted(name, plan, ConsumersFile.sha256(name)));
		return this;
	}

	/** Writes it; returns its place. */
	String write() throws IOException {
		StringBuilder text = new StringBuilder("plans:\n");
		this.plans.forEach((name, block) -> text.append("  %s: %s%n".formatted(name, block)));
		Files.writeString(this.path, text.append("consumers:\n").append(this.consumers));
		return this.path.toString();
	}

}
