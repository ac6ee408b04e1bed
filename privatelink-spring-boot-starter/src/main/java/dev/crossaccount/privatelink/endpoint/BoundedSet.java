package dev.crossaccount.privatelink.endpoint;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the first hundred values, because what comes from outside must not grow
 * memory or metrics without end.
 */
class BoundedSet {

	private static final int LIMIT = 100;

	private final Set<String> values = ConcurrentHashMap.newKeySet();

	boolean contains(String value) {
		return this.values.contains(value);
	}

	/** Whether the value is new and there was room for it. */
	boolean add(String value) {
		return this.values.size() < LIMIT && this.values.add(value);
	}

}
