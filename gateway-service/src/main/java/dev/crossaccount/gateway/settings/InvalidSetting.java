package dev.crossaccount.gateway.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * One value that the gateway can't run with.
 *
 * @param key the configuration key
 * @param problem what is wrong, the end of a sentence that begins with the key
 * @param remedy what to do, a sentence
 */
public record InvalidSetting(String key, String problem, String remedy) {

	private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

	/**
	 * Judges a time limit.
	 * @param key the configuration key
	 * @param value its value, valid from one millisecond on
	 * @param max the longest that is valid
	 * @return what is wrong with it, if anything
	 */
	public static Optional<InvalidSetting> ofTimeout(String key, Duration value, Duration max) {
		if (value.toMillis() > 0 && value.compareTo(max) <= 0) {
			return Optional.empty();
		}
		return Optional.of(outOfRange(key, Units.text(value), "a duration above 0 and up to " + Units.text(max)));
	}

	/**
	 * Judges a name that somebody chose for a block.
	 * @param key the configuration key of the block
	 * @param name the name, valid if an environment variable can name it
	 * @param what the block is, such as a provider
	 * @return what is wrong with it, if anything
	 */
	public static Optional<InvalidSetting> ofName(String key, String name, String what) {
		if (NAME.matcher(name).matches()) {
			return Optional.empty();
		}
		return Optional.of(new InvalidSetting(key, "is not a name that the environment can use",
				"Name the " + what + " with lower-case letters and digits, a letter first."));
	}

	/**
	 * Judges the number of an AWS account.
	 * @param key the configuration key
	 * @param value its value, valid if it has twelve digits, or is blank for none
	 * @return what is wrong with it, if anything
	 */
	public static Optional<InvalidSetting> ofAccount(String key, @Nullable String value) {
		if (!StringUtils.hasText(value) || ACCOUNT.matcher(value).matches()) {
			return Optional.empty();
		}
		return Optional.of(new InvalidSetting(key, "is not the number of an AWS account: " + value,
				"Write its twelve digits in quotes, since YAML reads some numbers in its own way, or leave the key out."));
	}

	/**
	 * A number or duration that is too small or too large.
	 * @param key the configuration key
	 * @param value its value, with the unit
	 * @param range what to choose instead, the end of a sentence
	 * @return the setting
	 */
	public static InvalidSetting outOfRange(String key, String value, String range) {
		return new InvalidSetting(key, "is out of range: " + value, "Choose " + range + ".");
	}

	String description() {
		return this.key + " " + this.problem + ".";
	}

}
