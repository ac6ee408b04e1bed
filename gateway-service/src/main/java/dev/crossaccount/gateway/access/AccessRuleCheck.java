package dev.crossaccount.gateway.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import dev.crossaccount.gateway.consumer.Caller;
import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.PathPrefix;
import dev.crossaccount.gateway.settings.AccessProperties.Access;
import dev.crossaccount.gateway.settings.AccessRuleProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.ProviderProperties;

/** What the access rules of one provider must satisfy. */
class AccessRuleCheck {

	private static final String ALLOW_REMEDY = "Write anonymous, authenticated, or the scopes that a caller must have.";

	private final String prefix;

	private final ProviderProperties provider;

	private final List<InvalidSetting> invalid;

	AccessRuleCheck(String name, ProviderProperties provider, List<InvalidSetting> invalid) {
		this.prefix = "gateway.providers." + name + ".access";
		this.provider = provider;
		this.invalid = invalid;
	}

	/**
	 * Judges all rules and, if each is valid by itself, finds those that never decide.
	 */
	void apply() {
		int before = this.invalid.size();
		List<AccessRuleProperties> rules = this.provider.access();
		for (int i = 0; i < rules.size(); i++) {
			MethodNames.check(key(i, ".methods"), rules.get(i).methods(), this.invalid);
			checkPaths(i, rules.get(i));
			checkAllow(i, rules.get(i).allow());
		}
		if (this.invalid.size() == before) {
			findIdleRules(rules);
		}
	}

	private void checkPaths(int index, AccessRuleProperties rule) {
		for (String path : rule.paths()) {
			if (!PathPrefix.isPlain(path)) {
				reject(index, ".paths", "has an entry that is not a plain path: " + path, PathPrefix.REMEDY);
			}
			else if (this.provider.paths().stream().noneMatch((prefix) -> PathPrefix.covers(prefix, path))) {
				reject(index, ".paths", "names " + path + ", which is not within the provider's paths",
						"Name a path at or below " + String.join(", ", this.provider.paths()) + ".");
			}
		}
	}

	private void checkAllow(int index, List<String> allow) {
		if (allow.isEmpty()) {
			reject(index, ".allow", "is missing", ALLOW_REMEDY);
		}
		if (allow.size() > 1 && allow.stream().anyMatch(Requirement::isWord)) {
			reject(index, ".allow", "mixes anonymous or authenticated with something else: " + String.join(", ", allow),
					"Each of the two stands alone; scopes imply a credential.");
		}
		for (String scope : allow) {
			if (!Caller.isScope(scope)) {
				reject(index, ".allow", "has an entry that is no scope: " + scope,
						"A scope is visible ASCII without spaces, quotes and backslashes; write several as a list.");
			}
			if (Collections.frequency(allow, scope) == 1) {
				checkSpelling(index, scope);
			}
		}
	}

	/** Nobody would have such a scope, and nothing else would tell. */
	private void checkSpelling(int index, String scope) {
		for (Access access : Access.values()) {
			String word = access.name().toLowerCase(Locale.ROOT);
			if (!Requirement.isWord(scope) && Spelling.isAlmost(scope, word)) {
				reject(index, ".allow", "has the scope " + scope + ", which is almost the word " + word, "Write " + word
						+ ", or if the scope is really called that, name it twice: " + scope + "," + scope + ".");
			}
		}
	}

	private void findIdleRules(List<AccessRuleProperties> rules) {
		List<AccessRule> earlier = new ArrayList<>();
		for (int i = 0; i < rules.size(); i++) {
			AccessRule rule = AccessRule.of(rules.get(i));
			if (this.provider.methods().stream().noneMatch((method) -> rule.fits(method, anyPath(rule)))) {
				reject(i, "", "can never fit: the provider takes none of its methods",
						"Remove it, or add to the provider's methods.");
			}
			else if (isCovered(rule, earlier)) {
				reject(i, "", "can never fit: rules before it decide all that it is about",
						"Move it before them, or remove it.");
			}
			earlier.add(rule);
		}
	}

	private boolean isCovered(AccessRule rule, List<AccessRule> earlier) {
		List<String> paths = rule.paths().isEmpty() ? this.provider.paths() : rule.paths();
		return this.provider.methods()
			.stream()
			.filter((method) -> rule.fits(method, anyPath(rule)))
			.allMatch((method) -> paths.stream()
				.allMatch((path) -> earlier.stream().anyMatch((other) -> other.fits(method, path))));
	}

	private static String anyPath(AccessRule rule) {
		return rule.paths().isEmpty() ? "/" : rule.paths().get(0);
	}

	private void reject(int index, String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(key(index, key), problem, remedy));
	}

	private String key(int index, String key) {
		return this.prefix + "[" + index + "]" + key;
	}

}
