package dev.crossaccount.gateway.settings;

/** Who says what the address of a client is. */
public enum ClientAddressSource {

	/** Its connection, or the PROXY header in front of it. */
	CONNECTION,

	/** The header {@code X-Real-IP}, which whoever is in front must overwrite. */
	X_REAL_IP

}
