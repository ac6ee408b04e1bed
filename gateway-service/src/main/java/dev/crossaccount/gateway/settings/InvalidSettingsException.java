package dev.crossaccount.gateway.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that the gateway can't run with; start-up stops and prints them. */
public class InvalidSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<InvalidSetting> settings;

	public InvalidSettingsException(List<InvalidSetting> settings) {
		super(settings.toString());
		this.settings = List.copyOf(settings);
	}

	/**
	 * Stops the start if there is a reason to.
	 * @param invalid what was found
	 * @throws InvalidSettingsException naming all of it, if there is any
	 */
	public static void throwIfAny(List<InvalidSetting> invalid) {
		if (!invalid.isEmpty()) {
			throw new InvalidSettingsException(invalid);
		}
	}

	/** What is wrong and what to do about it, in one line. */
	public String explanation() {
		return this.settings.stream()
			.map((setting) -> setting.description() + " " + setting.remedy())
			.collect(Collectors.joining(" "));
	}

	List<InvalidSetting> settings() {
		return this.settings;
	}

}
