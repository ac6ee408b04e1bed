package dev.crossaccount.gateway.access;

import java.util.Map;

/** Access rules for tests of other features. */
public final class SomeRules {

	private SomeRules() {
	}

	/** Anybody may do anything. */
	public static AccessRules forAnybody() {
		return new AccessRules(Map.of(), Requirement.NOTHING, Requirement.NOTHING);
	}

}
