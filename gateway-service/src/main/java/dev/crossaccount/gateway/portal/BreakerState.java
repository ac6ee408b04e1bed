package dev.crossaccount.gateway.portal;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a provider's breaker does with requests, in the order of its metric's values. */
enum BreakerState {

	CLOSED, HALF_OPEN, OPEN;

	@JsonValue
	String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
