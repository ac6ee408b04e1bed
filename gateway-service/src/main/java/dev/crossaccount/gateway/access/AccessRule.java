package dev.crossaccount.gateway.access;

import java.util.List;
import java.util.Set;

import dev.crossaccount.gateway.provider.PathPrefix;
import dev.crossaccount.gateway.settings.AccessRuleProperties;

/**
 * Says what a caller needs for some requests to a provider.
 *
 * @param methods methods that it is about; all when empty. GET stands for HEAD too
 * @param paths path prefixes that it is about; all when empty
 * @param requirement what a caller needs
 */
record AccessRule(Set<String> methods, List<String> paths, Requirement requirement) {

	static AccessRule of(AccessRuleProperties block) {
		return new AccessRule(Set.copyOf(block.methods()), List.copyOf(block.paths()), Requirement.of(block.allow()));
	}

	/**
	 * Whether it is about a request, or about all requests below a path.
	 * @param method a method in capitals
	 * @param path a path with nothing encoded
	 * @return whether it decides, unless a rule before it does
	 */
	boolean fits(String method, String path) {
		return fitsMethod(method) && fitsPath(path);
	}

	private boolean fitsMethod(String method) {
		return this.methods.isEmpty() || this.methods.contains(method)
				|| method.equals("HEAD") && this.methods.contains("GET");
	}

	private boolean fitsPath(String path) {
		if (this.paths.isEmpty()) {
			return true;
		}
		for (String prefix : this.paths) {
			if (PathPrefix.covers(prefix, path)) {
				return true;
			}
		}
		return false;
	}

}
