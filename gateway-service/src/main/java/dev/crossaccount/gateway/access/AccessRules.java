package dev.crossaccount.gateway.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.Provider;

import org.springframework.http.HttpMethod;

/** Who may call what: the rules of each provider, and what holds where none fits. */
public class AccessRules {

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
	public Requirement requirement(String provider, String method, String rawPath) {
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

	/**
	 * What callers of a provider need, for people to read. The first that fits a request
	 * decides, so the last ones are about what is left.
	 * @param provider the provider
	 * @return its rules, and what holds for reads and writes that no rule is about
	 */
	public List<Permission> permissions(Provider provider) {
		List<AccessRule> ofProvider = this.rules.getOrDefault(provider.name(), List.of());
		List<String> methods = MethodNames.sorted(provider.methods().stream().map(HttpMethod::name).toList());
		List<Permission> permissions = new ArrayList<>();
		for (AccessRule rule : ofProvider) {
			List<String> paths = rule.paths().isEmpty() ? provider.paths() : rule.paths();
			permissions
				.add(new Permission(methods.stream().filter((method) -> rule.fits(method, paths.get(0))).toList(),
						paths, rule.requirement().words()));
		}
		List<String> left = methods.stream()
			.filter((method) -> !provider.paths()
				.stream()
				.allMatch((path) -> ofProvider.stream().anyMatch((rule) -> rule.fits(method, path))))
			.toList();
		addDefaults(left, provider.paths(), permissions);
		return permissions;
	}

	private void addDefaults(List<String> methods, List<String> paths, List<Permission> permissions) {
		List<String> reading = methods.stream().filter(AccessRules::isRead).toList();
		List<String> writing = methods.stream().filter((method) -> !isRead(method)).toList();
		if (this.reads.equals(this.writes)) {
			reading = methods;
			writing = List.of();
		}
		if (!reading.isEmpty()) {
			permissions.add(new Permission(reading, paths, this.reads.words()));
		}
		if (!writing.isEmpty()) {
			permissions.add(new Permission(writing, paths, this.writes.words()));
		}
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
	}

}
