package dev.crossaccount.gateway.access;

import java.util.List;
import java.util.Map;

/** Who may call what: the rules of each provider, and what holds where none fits. */
class AccessRules {

	private final Map<String, List<AccessRule>> rules;

	private final Requirement reads;

	private final Requirement writes;

	/**
	 * Puts rules together.
	 * @param rules in the order that they are tried, by the provider's name
	 * @param reads for GET, HEAD and OPTIONS where none fits
	 * @param writes for other methods where none fits
	 */
	AccessRules(Map<String, List<AccessRule>> rules, Requirement reads, Requirement writes) {
		this.rules = Map.copyOf(rules);
		this.reads = reads;
		this.writes = writes;
	}

	/**
	 * What a request needs.
	 * @param provider name of the provider that it is for
	 * @param method its method
	 * @param rawPath its path as it was sent, of valid percent-encodings
	 * @return what the first rule that fits asks for, else what holds for reads or writes
	 */
	Requirement requirement(String provider, String method, String rawPath) {
		List<AccessRule> ofProvider = this.rules.getOrDefault(provider, List.of());
		if (!ofProvider.isEmpty()) {
			String path = PlainPath.of(rawPath);
			for (AccessRule rule : ofProvider) {
				if (rule.fits(method, path)) {
					return rule.requirement();
				}
			}
		}
		return isRead(method) ? this.reads : this.writes;
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
	}

}
