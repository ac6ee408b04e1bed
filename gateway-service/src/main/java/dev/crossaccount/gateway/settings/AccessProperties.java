package dev.crossaccount.gateway.settings;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call what no access rule of a provider speaks of.
 *
 * @param reads {@code anonymous} or {@code authenticated}: for GET, HEAD and OPTIONS
 * @param writes the same for all other methods. As {@code reads} when left out, but
 * required on AWS: there the operator chooses
 */
public record AccessProperties(@DefaultValue("anonymous") Access reads, @Nullable Access writes) {

	/** Whether the caller must say who it is. */
	public enum Access {

		/** Anybody may. */
		ANONYMOUS,

		/** With a valid API key or token. */
		AUTHENTICATED

	}

}
