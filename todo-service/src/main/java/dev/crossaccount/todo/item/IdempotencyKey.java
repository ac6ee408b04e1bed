package dev.crossaccount.todo.item;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.http.HttpHeaders;

/**
 * Holds what a client chose to tell a repeated request from a new one.
 *
 * @param value 1 to 255 visible ASCII characters
 */
record IdempotencyKey(String value) {

	static final String HEADER = "Idempotency-Key";

	private static final Pattern WELL_FORMED = Pattern.compile("[!-~]{1,255}");

	IdempotencyKey {
		if (!WELL_FORMED.matcher(value).matches()) {
			throw new InvalidValueException(HEADER, "Idempotency-Key must be 1 to 255 visible ASCII characters.");
		}
	}

	static Optional<IdempotencyKey> from(HttpHeaders headers) {
		List<String> values = headers.getOrEmpty(HEADER);
		if (values.size() > 1) {
			throw new InvalidValueException(HEADER, "Idempotency-Key must be given once.");
		}
		return values.stream().findFirst().map(IdempotencyKey::new);
	}

}
