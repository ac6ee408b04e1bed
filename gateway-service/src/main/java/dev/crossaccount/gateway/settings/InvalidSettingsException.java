package dev.crossaccount.gateway.settings;

import java.util.List;

/** Settings that the gateway can't run with; start-up stops and prints them. */
public class InvalidSettingsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<InvalidSetting> settings;

	public InvalidSettingsException(List<InvalidSetting> settings) {
		super(settings.toString());
		this.settings = List.copyOf(settings);
	}

	List<InvalidSetting> settings() {
		return this.settings;
	}

}
