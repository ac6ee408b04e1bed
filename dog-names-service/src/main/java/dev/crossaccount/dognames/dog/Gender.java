package dev.crossaccount.dognames.dog;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A dog's gender, as the API and the names of the resource files write it.
 */
enum Gender {

	FEMALE, MALE;

	private final String text = name().toLowerCase(Locale.ROOT);

	@JsonValue
	String text() {
		return this.text;
	}

	String resource() {
		return "names/%ss.txt".formatted(this.text);
	}

}
