package dev.crossaccount.privatelink.endpoint;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the first so many values, because what comes from outside must not grow
 * memory or metrics without end.
 */
class BoundedSet {

	private final int limit;

	private final Set<String> values = ConcurrentHashMap.newKeySet();

	BoundedSet(int limit) {
		this.limit = limit;
	}

	boolean contains(String value) {
		return this.values.contains(value);
	}

	/** Whether the value is new and there was room for it. */
	boolean add(String value) {
		return this.values.size() < this.limit && this.values.add(value);
	}

}
