package dev.crossaccount.gateway.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;

/** What is wrong with the consumers file. A key or a hash is never among the words. */
final class Findings {

	/**
	 * An API key has 47 characters, a hash 64; either may stand where it does not belong.
	 */
	private static final Pattern LONG = Pattern.compile("([^\\s'./]{8})[^\\s'./]{32,}");

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

	private final String file;

	private final List<InvalidSetting> settings = new ArrayList<>();

	Findings(String file) {
		this.file = file;
	}

	/**
	 * Notes one mistake.
	 * @param key the path of the key, with dots
	 * @param problem the end of a sentence that begins with the key
	 * @param remedy a sentence
	 */
	void add(String key, String problem, String remedy) {
		this.settings.add(new InvalidSetting(printable(key) + " in " + this.file, printable(problem), remedy));
	}

	/** Notes that nothing can be read at all. */
	void addFile(String problem, String remedy) {
		this.settings.add(new InvalidSetting("The consumers file " + this.file, printable(problem), remedy));
	}

	void throwIfAny() {
		InvalidSettingsException.throwIfAny(this.settings);
	}

	private static String printable(String text) {
		return LONG.matcher(CONTROL.matcher(text).replaceAll(" ")).replaceAll("$1…");
	}

}
