package dev.crossaccount.gateway.catalog;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.crossaccount.gateway.access.Permission;
import dev.crossaccount.gateway.catalog.Api.Allowance;
import dev.crossaccount.gateway.catalog.Api.Limits;
import dev.crossaccount.gateway.catalog.Api.Links;
import dev.crossaccount.gateway.consumer.Plan;
import dev.crossaccount.gateway.deprecation.Deprecation;
import dev.crossaccount.gateway.provider.MethodNames;
import dev.crossaccount.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * One API: what the settings say of it, and what its document does.
 *
 * @param provider who serves it
 * @param access what callers need
 * @param capacity what it takes from all callers
 * @param deprecation that it should no longer be used
 * @param anonymousPlan what a caller without a credential may do at this moment
 * @param document its OpenAPI document
 */
record Entry(Provider provider, List<Permission> access, Capacity capacity, @Nullable Deprecation deprecation,
		Supplier<Plan> anonymousPlan, ApiDocument document) {

	Api api() {
		String name = this.provider.name();
		List<String> methods = MethodNames.sorted(this.provider.methods().stream().map(HttpMethod::name).toList());
		ApiDocument.Content content = this.document.content();
		return new Api(name, (content != null) ? content.title() : name,
				(content != null) ? content.description() : null, (content != null) ? content.version() : null,
				this.provider.paths(), methods, this.access, limits(), this.deprecation, this.document.state(),
				new Links("/openapi/" + name, "/docs?api=" + name));
	}

	private Limits limits() {
		boolean forAnybody = this.access.stream().anyMatch(Permission::needsNothing);
		return new Limits(forAnybody ? allowance(this.anonymousPlan.get()) : null, this.capacity.total(),
				this.capacity.maxBodyBytes());
	}

	private static Allowance allowance(Plan plan) {
		Plan.Quota quota = plan.quota();
		return new Allowance(plan.rate().toString(), plan.burst(),
				(quota != null) ? quota.requests() + "/" + quota.period().name().toLowerCase(Locale.ROOT) : null);
	}

	/**
	 * What a provider takes.
	 *
	 * @param total requests from all callers together, or {@code null} for no limit
	 * @param maxBodyBytes largest body of a request
	 */
	record Capacity(@Nullable Allowance total, long maxBodyBytes) {

	}

}
