package dev.crossaccount.gateway.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.crossaccount.gateway.access.Permission;
import dev.crossaccount.gateway.deprecation.Deprecation;
import org.jspecify.annotations.Nullable;

/**
 * One API as everybody may know it.
 *
 * @param name the provider's name in the configuration
 * @param title what people call it: of its document once that is known, else its name
 * @param description what it is for, or {@code null} until its document is known
 * @param version version of its document, or {@code null} until that is known
 * @param paths path prefixes that it serves
 * @param methods methods that it takes, GET first
 * @param access what callers need; the first that fits a request decides
 * @param limits what it takes
 * @param deprecation that it should no longer be used, or {@code null}
 * @param document how its OpenAPI document fares
 * @param links where to read more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Api(String name, String title, @Nullable String description, @Nullable String version, List<String> paths,
		List<String> methods, List<Permission> access, Limits limits, @Nullable Deprecation deprecation,
		Document document, Links links) {

	/**
	 * What a provider takes.
	 *
	 * @param anonymous what one caller without a credential may send, or {@code null} if
	 * none may send anything
	 * @param total what all callers together may send, or {@code null} for no limit
	 * @param maxBodyBytes largest body of a request
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Limits(@Nullable Allowance anonymous, @Nullable Allowance total, long maxBodyBytes) {

	}

	/**
	 * How many requests may be sent.
	 *
	 * @param rate how they come back, such as {@code 50/s}
	 * @param burst how many at once
	 * @param quota most in a calendar period in UTC, such as {@code 10000/day}, or
	 * {@code null}
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Allowance(String rate, long burst, @Nullable String quota) {

	}

	/**
	 * How the OpenAPI document of a provider fares.
	 *
	 * @param status whether it could be fetched when it was last asked for
	 * @param since when that began
	 * @param fetched when the one that is shown was fetched last, or {@code null} if
	 * there never was one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Document(Status status, Instant since, @Nullable Instant fetched) {

	}

	/**
	 * Where to read more of an API on this gateway.
	 *
	 * @param openapi path of its OpenAPI document
	 * @param docs path of its page
	 */
	public record Links(String openapi, String docs) {

	}

	/** Whether a provider's document can be had. */
	public enum Status {

		/** It can. */
		AVAILABLE,

		/**
		 * The provider does not answer, or not with a document. The last good one stays.
		 */
		UNAVAILABLE,

		/**
		 * The provider answers that it has none (404), which is no fault. The last good
		 * one stays, because a wrong target or a deployment can answer so too.
		 */
		NONE;

		@JsonValue
		String text() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
