package dev.crossaccount.gateway.access;

import java.util.List;

/**
 * What a caller needs for some requests, in the words of the settings.
 *
 * @param methods the methods that it is about
 * @param paths the path prefixes that it is about
 * @param allow {@code anonymous} or {@code authenticated} alone, or scopes, all of which
 * are needed
 */
public record Permission(List<String> methods, List<String> paths, List<String> allow) {

	/** Whether a caller without a credential may do this. */
	public boolean needsNothing() {
		return this.allow.equals(Requirement.NOTHING.words());
	}

}
