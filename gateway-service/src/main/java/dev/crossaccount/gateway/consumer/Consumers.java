package dev.crossaccount.gateway.consumer;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Who may call, and how often, as the file says at this moment. */
public class Consumers {

	/** Nobody makes longer keys; hashing them would be work for nothing. */
	private static final int MAX_KEY_LENGTH = 256;

	private volatile Registry registry;

	Consumers(Registry registry) {
		this.registry = registry;
	}

	/** Holds for requests from now on. */
	void replace(Registry registry) {
		this.registry = registry;
	}

	/** Somebody without a credential. */
	public Caller anonymous() {
		return this.registry.anonymous();
	}

	/** Somebody with an API key; {@code null} if the key is not valid. */
	@Nullable Caller ofKey(String key) {
		return (key.isEmpty() || key.length() > MAX_KEY_LENGTH) ? null : this.registry.ofKey(key);
	}

	/**
	 * Somebody with a valid token.
	 * @param client the client that the token was issued to
	 * @param scopes what the token allows
	 * @return the caller: the consumer that the client is, with its plan, or else the
	 * client as it is, with the default plan
	 */
	public Caller ofToken(String client, Set<String> scopes) {
		return this.registry.ofToken(client, scopes);
	}

}
