package dev.crossaccount.gateway.request;

import org.springframework.core.Ordered;

/**
 * The way of a request through the gateway, as orders of its {@linkplain Step steps}, the
 * first one first. What follows the last one is Cloud Gateway's: routes that are not a
 * provider's, and "not found".
 */
public final class Steps {

	/** Gives the request its id. */
	public static final int IDENTIFY = Ordered.HIGHEST_PRECEDENCE;

	/** Begins a trace, or continues the client's. */
	public static final int TRACE = IDENTIFY + 1;

	/** Says how an answer ends that begins from here on: what the connection may be. */
	public static final int CONNECTION = TRACE + 1;

	/** Finds the provider that the path belongs to. */
	public static final int MATCH = 100;

	/** Puts CORS headers on every answer that follows. */
	public static final int CORS = 200;

	/** Says on every answer that follows whether the API is deprecated. */
	public static final int DEPRECATE = 210;

	/** Finds out who calls, or that the credential is not valid. */
	public static final int AUTHENTICATE = 300;

	/** Counts the request, whoever sent it, also if its credential is not valid. */
	public static final int THROTTLE = 400;

	/** Answers preflights, of which no provider hears. */
	public static final int PREFLIGHT = 420;

	/** Refuses methods that the provider does not take, whoever asks. */
	public static final int METHOD = 450;

	/** Decides whether this caller may do this. */
	public static final int AUTHORIZE = 500;

	/** Sheds load, and counts bodies. */
	public static final int LIMIT = 600;

	/** Answers with the gateway's own pages, of which no provider hears. */
	public static final int PAGE = 700;

	/** Sends what is left to its provider. */
	public static final int PROVIDER = 800;

	private Steps() {
	}

}
