package dev.crossaccount.gateway.deprecation;

import java.net.URI;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When an API stops being recommended, and when it stops.
 *
 * @param since from when on it should not be used for anything new, in the past or to
 * come
 * @param sunset when it may be gone, or {@code null} if that is not decided
 * @param link where people read what to do instead, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deprecation(Instant since, @Nullable Instant sunset, @Nullable URI link) {

	/**
	 * Whether it is deprecated already.
	 * @param now the time
	 * @return whether {@code since} has come
	 */
	public boolean began(Instant now) {
		return !now.isBefore(this.since);
	}

}
