package dev.crossaccount.todo.item;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8, and refuses what is not. */
final class Utf8 {

	private Utf8() {
	}

	static String decode(byte[] bytes) {
		try {
			// A new decoder reports errors; String's constructor would replace them.
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedBodyException("The body must be text in UTF-8; it has bytes that are not.");
		}
	}

}
