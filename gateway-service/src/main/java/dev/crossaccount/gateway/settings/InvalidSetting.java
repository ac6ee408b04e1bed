package dev.crossaccount.gateway.settings;

/**
 * One value that the gateway can't run with.
 *
 * @param key the configuration key
 * @param problem what is wrong, the end of a sentence that begins with the key
 * @param remedy what to do, a sentence
 */
public record InvalidSetting(String key, String problem, String remedy) {

	String description() {
		return this.key + " " + this.problem + ".";
	}

}
