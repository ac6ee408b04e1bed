package dev.crossaccount.todo.item;

/**
 * Holds the text of a todo: 1 to 4,096 characters (Unicode code points) without white
 * space around, any Unicode but U+0000.
 *
 * @param value the text
 */
record TodoText(String value) {

	/** Name of the field that carries the text in forms, in JSON and in problems. */
	static final String FIELD = "data";

	static final int MAX_LENGTH = 4096;

	TodoText {
		value = value.strip();
		int length = value.codePointCount(0, value.length());
		if (length < 1 || length > MAX_LENGTH) {
			throw new InvalidValueException(FIELD,
					"'data' must have 1 to %d characters, not counting white space around; it has %d."
						.formatted(MAX_LENGTH, length));
		}
		if (value.indexOf('\0') >= 0) {
			// PostgreSQL cannot store it.
			throw new InvalidValueException(FIELD, "'data' must not contain the character U+0000.");
		}
		if (value.codePoints().anyMatch(TodoText::isSurrogate)) {
			throw new InvalidValueException(FIELD, "'data' contains half of a surrogate pair, which is no character.");
		}
	}

	private static boolean isSurrogate(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

}
