package dev.crossaccount.gateway.cors;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.settings.CorsProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.PrintableAddress;
import dev.crossaccount.gateway.settings.Units;

import org.springframework.web.cors.CorsConfiguration;

/** What the CORS settings of one provider must satisfy. */
class CrossOriginCheck {

	/** As browsers write it; {@code null} is the origin of whoever hides it. */
	private static final Pattern ORIGIN = Pattern
		.compile("[A-Za-z][A-Za-z0-9+.-]*://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

	private static final Pattern DEFAULT_PORT = Pattern.compile("(?i)http://.*:80|https://.*:443");

	private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final Duration MAX_AGE = Duration.ofHours(24);

	private final String prefix;

	private final CorsProperties cors;

	private final List<InvalidSetting> invalid;

	CrossOriginCheck(String name, CorsProperties cors, List<InvalidSetting> invalid) {
		this.prefix = "gateway.providers." + name + ".cors.";
		this.cors = cors;
		this.invalid = invalid;
	}

	void apply() {
		checkOrigins(this.cors.origins());
		checkHeaders("headers", this.cors.headers());
		checkHeaders("exposed-headers", this.cors.exposedHeaders());
		if (this.cors.maxAge().isNegative() || this.cors.maxAge().compareTo(MAX_AGE) > 0) {
			this.invalid.add(InvalidSetting.outOfRange(this.prefix + "max-age", Units.text(this.cors.maxAge()),
					"a duration from 0s to 24h"));
		}
		if (this.cors.credentials()) {
			rejectAll("origins", this.cors.origins());
			rejectAll("exposed-headers", this.cors.exposedHeaders());
		}
	}

	private void checkOrigins(List<String> origins) {
		if (origins.isEmpty()) {
			reject("origins", "is missing", "Name at least one origin, such as https://app.example.com.");
		}
		if (origins.size() > 1 && origins.contains(CorsConfiguration.ALL)) {
			reject("origins", "has * beside other origins", "Write * alone, or leave it out.");
		}
		for (String origin : origins) {
			if (!origin.equals(CorsConfiguration.ALL) && !ORIGIN.matcher(origin).matches()) {
				reject("origins", "has an entry that is no origin: " + PrintableAddress.of(origin),
						"Write scheme, host and perhaps a port, no path, no wildcard, such as https://app.example.com.");
			}
			else if (DEFAULT_PORT.matcher(origin).matches()) {
				reject("origins", "names the usual port, which browsers leave out: " + origin, "Leave it out too.");
			}
		}
	}

	private void checkHeaders(String key, List<String> headers) {
		for (String header : headers) {
			if (!HEADER.matcher(header).matches()) {
				reject(key, "has an entry that is no header name: " + header, "Write names such as Content-Type.");
			}
		}
	}

	/** Browsers take {@code *} for a name where credentials are sent. */
	private void rejectAll(String key, List<String> values) {
		if (values.contains(CorsConfiguration.ALL)) {
			reject(key, "is * while " + this.prefix + "credentials is true",
					"List them one by one, or switch credentials off.");
		}
	}

	private void reject(String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(this.prefix + key, problem, remedy));
	}

}
