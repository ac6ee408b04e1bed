package dev.crossaccount.gateway.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.IssuerProperties;
import dev.crossaccount.gateway.settings.PrintableAddress;
import org.jspecify.annotations.Nullable;

/** What the settings of issuers must satisfy. */
final class IssuerRules {

	private static final String REMEDY = "Write a full https address, such as https://login.example.com;"
			+ " http is for this host, or for elsewhere with allow-http: true.";

	private final List<InvalidSetting> invalid = new ArrayList<>();

	private final Map<String, String> names = new HashMap<>();

	private IssuerRules() {
	}

	/**
	 * Judges the settings of all issuers.
	 * @param settings the blocks by name
	 * @return the issuers
	 * @throws InvalidSettingsException naming every key that is wrong
	 */
	static List<Issuer> apply(Map<String, IssuerProperties> settings) {
		IssuerRules rules = new IssuerRules();
		List<Issuer> issuers = new ArrayList<>();
		settings.forEach((name, block) -> issuers.add(rules.issuer(name, block)));
		InvalidSettingsException.throwIfAny(rules.invalid);
		return issuers;
	}

	private Issuer issuer(String name, IssuerProperties block) {
		String key = "gateway.issuers." + name;
		InvalidSetting.ofName(key, name, "issuer").ifPresent(this.invalid::add);
		String uri = (block.uri() != null) ? block.uri().strip() : "";
		URI parsed = check(key + ".uri", uri, block.allowHttp());
		if (parsed != null && parsed.getRawQuery() != null) {
			reject(key + ".uri", "has a query: " + PrintableAddress.of(uri), REMEDY);
		}
		String twin = this.names.putIfAbsent(uri, name);
		if (twin != null) {
			reject(key + ".uri", "is the same as that of " + twin, "Name all its audiences in one block.");
		}
		URI jwksUri = (block.jwksUri() != null) ? check(key + ".jwks-uri", block.jwksUri().strip(), block.allowHttp())
				: null;
		if (block.audiences().isEmpty() || block.audiences().stream().anyMatch(String::isBlank)) {
			reject(key + ".audiences", "is missing",
					"Name what the authorization server writes into aud for this API, or any of its tokens would do.");
		}
		return new Issuer(name, uri, jwksUri, Set.copyOf(block.audiences()), block.allowHttp());
	}

	private @Nullable URI check(String key, String text, boolean allowHttp) {
		if (text.isEmpty()) {
			reject(key, "is missing", REMEDY);
			return null;
		}
		try {
			URI uri = new URI(text);
			String problem = Addresses.problem(uri, allowHttp);
			if (problem != null) {
				reject(key, problem, REMEDY);
			}
			return uri;
		}
		catch (URISyntaxException ex) {
			reject(key, "is not a URI: " + PrintableAddress.of(text), REMEDY);
			return null;
		}
	}

	private void reject(String key, String problem, String remedy) {
		this.invalid.add(new InvalidSetting(key, problem, remedy));
	}

}
