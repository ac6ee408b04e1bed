package dev.crossaccount.gateway.catalog;

import java.util.Comparator;
import java.util.List;

/** The APIs that the gateway offers, as everybody may know them. */
public class Catalog {

	private final List<Entry> entries;

	private final List<Credential> credentials;

	Catalog(List<Entry> entries, List<Credential> credentials) {
		this.entries = entries.stream().sorted(Comparator.comparing((entry) -> entry.provider().name())).toList();
		this.credentials = List.copyOf(credentials);
	}

	/** By name. */
	List<Entry> entries() {
		return this.entries;
	}

	List<Credential> credentials() {
		return this.credentials;
	}

	/**
	 * What there is at this moment.
	 * @return the index, as {@code GET /openapi} answers it
	 */
	public Index index() {
		return new Index(this.entries.stream().map(Entry::api).toList(), this.credentials);
	}

	/**
	 * A list of APIs.
	 *
	 * @param apis the APIs, sorted by name
	 * @param credentials what callers may show
	 */
	public record Index(List<Api> apis, List<Credential> credentials) {

	}

	/**
	 * A kind of credential.
	 *
	 * @param type {@code api-key} or {@code token}
	 * @param header where it goes
	 * @param issuers who issues it, empty for the operator of the gateway
	 */
	public record Credential(String type, String header, List<String> issuers) {

	}

}
