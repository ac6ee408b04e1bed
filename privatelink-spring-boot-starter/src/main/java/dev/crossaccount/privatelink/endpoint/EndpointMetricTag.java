package dev.crossaccount.privatelink.endpoint;

import java.util.Set;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Tags {@code http.server.requests} with the endpoint id: {@code none} where there is no
 * endpoint, {@code other} for one that is not allowed or beyond the first twenty.
 */
public final class EndpointMetricTag implements ObservationFilter {

	/** Each id has a histogram for each route, method and status that it meets. */
	private static final int LIMIT = 20;

	private static final String NONE = "none";

	private static final String OTHER = "other";

	private final Set<String> allowed;

	private final BoundedSet seen = new BoundedSet(LIMIT);

	EndpointMetricTag(Set<String> allowed) {
		this.allowed = allowed;
	}

	@Override
	public Observation.Context map(Observation.Context context) {
		if (context instanceof ServerRequestObservationContext http && http.getCarrier() != null) {
			http.addLowCardinalityKeyValue(
					KeyValue.of(VpcEndpoint.METRIC_TAG, value(VpcEndpoint.of(http.getCarrier()))));
		}
		return context;
	}

	/**
	 * Returns what a request is counted under.
	 * @param id id of the endpoint that it came through, if any
	 * @return the tag's value
	 */
	public String value(@Nullable String id) {
		if (id == null) {
			return NONE;
		}
		if (!this.allowed.isEmpty()) {
			return this.allowed.contains(id) ? id : OTHER;
		}
		return (this.seen.contains(id) || this.seen.add(id)) ? id : OTHER;
	}

}
