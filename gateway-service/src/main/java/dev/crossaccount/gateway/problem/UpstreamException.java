package dev.crossaccount.gateway.problem;

import java.util.Objects;

/**
 * A provider did not answer, or not in HTTP. The cause names private addresses, so it is
 * for the log only.
 */
public class UpstreamException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String provider;

	private final Kind kind;

	private final long retryAfterSeconds;

	/**
	 * A failure.
	 * @param provider whose it is
	 * @param kind how it failed
	 * @param cause what happened, for the log
	 */
	public UpstreamException(String provider, Kind kind, Throwable cause) {
		this(provider, kind, cause, 0);
	}

	private UpstreamException(String provider, Kind kind, Throwable cause, long retryAfterSeconds) {
		super("Provider " + provider + ": " + cause, cause);
		this.provider = provider;
		this.kind = kind;
		this.retryAfterSeconds = retryAfterSeconds;
	}

	/**
	 * The refusal to ask a provider.
	 * @param provider whom
	 * @param cause why
	 * @param retryAfterSeconds until it will be asked again
	 * @return a failure of the kind {@link Kind#RESTING}
	 */
	public static UpstreamException resting(String provider, Throwable cause, long retryAfterSeconds) {
		return new UpstreamException(provider, Kind.RESTING, cause, retryAfterSeconds);
	}

	/**
	 * The same where the request may be repeated, whatever became of it.
	 * @return a failure of the kind {@link Kind#BROKEN_OFF}
	 */
	public UpstreamException repeatable() {
		return new UpstreamException(this.provider, Kind.BROKEN_OFF, Objects.requireNonNull(getCause()));
	}

	public String provider() {
		return this.provider;
	}

	public Kind kind() {
		return this.kind;
	}

	/** When a provider that rests will be asked again. */
	public long retryAfterSeconds() {
		return this.retryAfterSeconds;
	}

	/** How a provider failed. */
	public enum Kind {

		/**
		 * No connection: refused, unknown host, or none free. The request was not sent.
		 */
		UNAVAILABLE,

		/** No connection or no answer in the provider's time. */
		TIMEOUT,

		/** A connection that broke, or an answer that isn't HTTP. */
		BAD_ANSWER,

		/**
		 * A connection that broke before the answer to a request that may be repeated.
		 */
		BROKEN_OFF,

		/** It failed so often that it is left alone for now. The request was not sent. */
		RESTING

	}

}
