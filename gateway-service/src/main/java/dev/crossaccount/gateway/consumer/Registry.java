package dev.crossaccount.gateway.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** All consumers and plans of one version of the file. */
final class Registry {

	/** What a key is compared with that nobody has, so that the answer takes as long. */
	private static final KeyHash NOBODY = KeyHash.of("");

	private final Caller anonymous;

	private final Plan defaultPlan;

	private final Map<KeyHash, Credential> keys;

	private final Map<String, Consumer> clients;

	private final String summary;

	/**
	 * Gathers what was read.
	 * @param anonymousPlan the plan of callers without a credential
	 * @param defaultPlan the plan of clients that are no consumer
	 * @param keys consumers by the hash of their API keys
	 * @param clients consumers by their OAuth client
	 * @param summary what it is, in a few words for the log
	 */
	Registry(Plan anonymousPlan, Plan defaultPlan, Map<KeyHash, Consumer> keys, Map<String, Consumer> clients,
			String summary) {
		this.anonymous = new Caller(Caller.ANONYMOUS, Caller.Method.ANONYMOUS, Set.of(), anonymousPlan);
		this.defaultPlan = defaultPlan;
		Map<KeyHash, Credential> credentials = new HashMap<>();
		keys.forEach((hash, consumer) -> credentials.put(hash, new Credential(hash,
				new Caller(consumer.name(), Caller.Method.API_KEY, consumer.scopes(), consumer.plan()))));
		this.keys = credentials;
		this.clients = Map.copyOf(clients);
		this.summary = summary;
	}

	Caller anonymous() {
		return this.anonymous;
	}

	/** Whose API key this is; {@code null} if it is nobody's. */
	@Nullable Caller ofKey(String key) {
		KeyHash sent = KeyHash.of(key);
		Credential credential = this.keys.get(sent);
		boolean equal = sent.equals((credential != null) ? credential.hash() : NOBODY);
		return (credential != null && equal) ? credential.caller() : null;
	}

	/** Whose token this is; no consumer's name has a slash, as every client's has. */
	Caller ofToken(String client, Set<String> scopes) {
		Consumer consumer = this.clients.get(client);
		return (consumer != null) ? new Caller(consumer.name(), Caller.Method.JWT, scopes, consumer.plan())
				: new Caller(client, Caller.Method.JWT, scopes, this.defaultPlan);
	}

	/** What it holds, without anything secret. */
	@Override
	public String toString() {
		return this.summary;
	}

	/**
	 * Somebody who may call.
	 *
	 * @param name the id that providers get to see
	 * @param plan how often
	 * @param scopes what it may do by an API key; a token brings its own
	 */
	record Consumer(String name, Plan plan, Set<String> scopes) {
	}

	private record Credential(KeyHash hash, Caller caller) {
	}

}
