package dev.crossaccount.gateway.access;

import java.util.List;
import java.util.Locale;

import dev.crossaccount.gateway.settings.AccessProperties.Access;

/**
 * What a caller needs for a request.
 *
 * @param credential whether the caller must say who it is
 * @param scopes what the caller must be allowed to do besides, all of it
 */
public record Requirement(boolean credential, List<String> scopes) {

	static final Requirement NOTHING = new Requirement(false, List.of());

	static final Requirement CREDENTIAL = new Requirement(true, List.of());

	static Requirement of(Access access) {
		return (access == Access.ANONYMOUS) ? NOTHING : CREDENTIAL;
	}

	/**
	 * Reads what a rule allows.
	 * @param allow {@code anonymous} or {@code authenticated} alone, or scopes
	 * @return what it asks of a caller
	 */
	static Requirement of(List<String> allow) {
		if (allow.stream().anyMatch(Requirement::isWord)) {
			return of(Access.valueOf(allow.get(0).toUpperCase(Locale.ROOT)));
		}
		return new Requirement(true, allow.stream().distinct().toList());
	}

	/** The words of the settings for it: what {@link #of(List)} reads. */
	List<String> words() {
		Access access = this.credential ? Access.AUTHENTICATED : Access.ANONYMOUS;
		return this.scopes.isEmpty() ? List.of(access.name().toLowerCase(Locale.ROOT)) : this.scopes;
	}

	/** A scope that differs from these in case alone would be meant as one of them. */
	static boolean isWord(String allowed) {
		return allowed.equalsIgnoreCase(Access.ANONYMOUS.name())
				|| allowed.equalsIgnoreCase(Access.AUTHENTICATED.name());
	}

}
