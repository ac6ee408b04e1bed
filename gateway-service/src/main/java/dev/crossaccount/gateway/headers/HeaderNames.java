package dev.crossaccount.gateway.headers;

/** Reads names of headers as the most lenient server does. */
final class HeaderNames {

	private HeaderNames() {
	}

	/**
	 * The name that a server may take it for: CGI and its heirs know no difference
	 * between {@code X-Scopes}, {@code x_scopes} and {@code x.scopes}.
	 * @param name as it was sent
	 * @return lower case, with a hyphen for all but letters and digits
	 */
	static String folded(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (fold(name.charAt(i)) != name.charAt(i)) {
				return fold(name);
			}
		}
		return name;
	}

	private static String fold(String name) {
		char[] folded = name.toCharArray();
		for (int i = 0; i < folded.length; i++) {
			folded[i] = fold(folded[i]);
		}
		return new String(folded);
	}

	private static char fold(char c) {
		if (c >= 'A' && c <= 'Z') {
			return (char) (c + 'a' - 'A');
		}
		return (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') ? c : '-';
	}

}
