package dev.crossaccount.privatelink.endpoint;

import java.io.Serial;

/**
 * Stops start-up because of a setting that cannot work.
 */
class PrivateLinkConfigurationException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String action;

	PrivateLinkConfigurationException(String message, String action) {
		super(message);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
