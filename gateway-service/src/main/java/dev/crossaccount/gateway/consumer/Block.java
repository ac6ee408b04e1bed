package dev.crossaccount.gateway.consumer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A mapping in the consumers file, read strictly: what is not known is a mistake. */
final class Block {

	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

	private final String path;

	private final Map<String, @Nullable Object> entries = new LinkedHashMap<>();

	private final Findings findings;

	/**
	 * Takes what was read for a mapping.
	 * @param path the block's own key, with dots; empty for the whole file
	 * @param value what was read; nothing at all is an empty mapping
	 * @param findings takes the mistakes
	 */
	Block(String path, @Nullable Object value, Findings findings) {
		this.path = path;
		this.findings = findings;
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, entry) -> this.entries.put(String.valueOf(key), entry));
		}
		else if (value != null && !"".equals(value)) {
			String problem = "is not a block of keys";
			String remedy = "Write its keys below it, indented, each as 'key: value'.";
			if (path.isEmpty()) {
				findings.addFile(problem, remedy);
			}
			else {
				findings.add(path, problem, remedy);
			}
		}
	}

	/** Refuses other keys than these. */
	Block allow(String... known) {
		for (String key : this.entries.keySet()) {
			if (!List.of(known).contains(key)) {
				mistake(key, "is not a known key", "Use one of " + String.join(", ", known) + ".");
			}
		}
		return this;
	}

	Block block(String key) {
		return new Block(path(key), this.entries.get(key), this.findings);
	}

	/** The blocks below names that somebody chose; a bad name's block is left out. */
	Map<String, Block> named() {
		Map<String, Block> blocks = new LinkedHashMap<>();
		for (String name : this.entries.keySet()) {
			if (NAME.matcher(name).matches()) {
				blocks.put(name, block(name));
			}
			else {
				mistake(name, "is not a valid name",
						"Use 1 to 64 lower-case letters, digits, dots, underscores and hyphens, a letter or digit first.");
			}
		}
		return blocks;
	}

	/** The text of a key; {@code null} if it is not there. */
	@Nullable String text(String key) {
		Object value = this.entries.get(key);
		if (value == null && !this.entries.containsKey(key)) {
			return null;
		}
		if (value instanceof String text && !text.isBlank()) {
			return text.strip();
		}
		mistake(key, "has no value that is one word", "Write one, or leave the key out.");
		return null;
	}

	/** The text of a key; {@code null} also if there is nothing behind the key. */
	@Nullable String textIfAny(String key) {
		return isNothing(this.entries.get(key)) ? null : text(key);
	}

	/**
	 * The texts of a key.
	 * @param key where they stand
	 * @param what they are, for people
	 * @param remedy how a list of them is written, a sentence
	 * @return the texts; empty if there are none, or nothing behind the key
	 */
	List<String> texts(String key, String what, String remedy) {
		Object value = this.entries.get(key);
		if (isNothing(value)) {
			return List.of();
		}
		if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
			mistake(key, "is not a list of " + what, remedy);
			return List.of();
		}
		List<String> texts = list.stream().map((entry) -> String.valueOf(entry).strip()).toList();
		if (texts.contains("")) {
			mistake(key, "has nothing as entry %d".formatted(texts.indexOf("") + 1),
					"Remove the line that has a hyphen alone; a key with nothing below it means none.");
		}
		return texts.stream().filter((text) -> !text.isEmpty()).toList();
	}

	/** Nothing is a text here, and so are the two other ways to write it. */
	private static boolean isNothing(@Nullable Object value) {
		return value == null || value instanceof String text && List.of("", "~", "null").contains(text.strip());
	}

	void mistake(String key, String problem, String remedy) {
		this.findings.add(path(key), problem, remedy);
	}

	private String path(String key) {
		return this.path.isEmpty() ? key : this.path + "." + key;
	}

}
