package dev.crossaccount.gateway.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.upstream.DocumentException;

import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * Reads and writes references within a document: JSON pointers (RFC 6901), and
 * percent-encoded as in every URI.
 */
final class Reference {

	static final String KEY = "$ref";

	static final String DYNAMIC_KEY = "$dynamicRef";

	/** Of links. */
	static final String OPERATION_KEY = "operationRef";

	private static final int MAX_PRINTED = 200;

	private Reference() {
	}

	/**
	 * Reads a reference.
	 * @param reference as it stands in a document
	 * @return what is behind the {@code #}: a pointer, or else the name of an anchor
	 * @throws DocumentException if it leads out of the document
	 */
	static String fragment(String reference) {
		if (!reference.startsWith("#")) {
			throw new DocumentException("its OpenAPI document refers to another one");
		}
		try {
			return StringUtils.uriDecode(reference.substring(1), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new DocumentException("its OpenAPI document has a bad percent-encoding in " + printable(reference));
		}
	}

	static boolean isPointer(String fragment) {
		return fragment.isEmpty() || fragment.startsWith("/");
	}

	/** The keys of a pointer, from the top down. */
	static List<String> path(String pointer) {
		return Arrays.stream(pointer.split("/", -1))
			.skip(1)
			.map((token) -> token.replace("~1", "/").replace("~0", "~"))
			.toList();
	}

	/** Such as {@code #/components/schemas/Dog}. */
	static String to(List<String> path) {
		return path.stream()
			.map((key) -> "/" + key.replace("~", "~0").replace("/", "~1"))
			.map((token) -> UriUtils.encodeFragment(token, StandardCharsets.UTF_8))
			.collect(Collectors.joining("", "#", ""));
	}

	/** For the log, which has one line for it. */
	static String printable(String text) {
		String line = text.replaceAll("\\p{Cntrl}", "?");
		return (line.length() > MAX_PRINTED) ? line.substring(0, MAX_PRINTED) + "..." : line;
	}

}
