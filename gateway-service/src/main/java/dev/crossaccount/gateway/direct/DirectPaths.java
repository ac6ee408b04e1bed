package dev.crossaccount.gateway.direct;

/** Knows which requests need no other part of Spring than the gateway's steps. */
@FunctionalInterface
public interface DirectPaths {

	/**
	 * Whether the steps alone answer what is asked for at a path.
	 * @param path as the client sent it, without the query
	 * @return whether no step passes it on to what follows the steps
	 */
	boolean contain(String path);

}
