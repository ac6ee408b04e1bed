package dev.crossaccount.todo.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Finds the text of a todo in a form. Other fields are ignored. */
final class FormBody {

	private FormBody() {
	}

	static String text(byte[] body) {
		List<String> found = new ArrayList<>();
		// Latin-1 makes each byte one char.
		for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&")) {
			if (pair.isEmpty()) {
				continue;
			}
			String[] field = pair.split("=", 2);
			boolean data = decode(field[0]).equals(TodoText.FIELD);
			if (field.length < 2 && !data) {
				// Else the todo "fish & chips", sent as it is, would become "fish ".
				throw new MalformedBodyException(
						"The form has a field without '='. An '&' inside a value must be sent as %26.");
			}
			String value = (field.length < 2) ? "" : decode(field[1]);
			if (data) {
				found.add(value);
			}
		}
		if (found.size() != 1) {
			throw new InvalidValueException(TodoText.FIELD,
					"The form must have exactly one field 'data'; it has %d.".formatted(found.size()));
		}
		return found.get(0);
	}

	private static String decode(String encoded) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
		for (int i = 0; i < encoded.length(); i++) {
			char c = encoded.charAt(i);
			if (c == '%') {
				bytes.write(escaped(encoded, i));
				i += 2;
			}
			else {
				bytes.write((c == '+') ? ' ' : c);
			}
		}
		return Utf8.decode(bytes.toByteArray());
	}

	private static int escaped(String encoded, int percent) {
		if (percent + 2 >= encoded.length() || !HexFormat.isHexDigit(encoded.charAt(percent + 1))
				|| !HexFormat.isHexDigit(encoded.charAt(percent + 2))) {
			throw new MalformedBodyException(
					"The form has a '%' without two hex digits after it. A '%' itself must be sent as %25.");
		}
		return HexFormat.fromHexDigits(encoded, percent + 1, percent + 3);
	}

}
