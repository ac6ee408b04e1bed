package dev.crossaccount.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.settings.AccessRuleProperties;
import dev.crossaccount.gateway.settings.BreakerProperties;
import dev.crossaccount.gateway.settings.CorsProperties;
import dev.crossaccount.gateway.settings.ProviderProperties;
import dev.crossaccount.gateway.settings.Units;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/** Says in one line how a provider is set up, in the same words on every gateway. */
final class ProviderSummary {

	private final ProviderProperties block;

	private final List<String> parts = new ArrayList<>();

	private ProviderSummary(ProviderProperties block) {
		this.block = block;
	}

	static String of(ProviderProperties block) {
		ProviderSummary summary = new ProviderSummary(block);
		summary.parts.add(requests(block.methods(), block.paths()));
		summary.addAccess();
		summary.addCors(block.cors());
		summary.addLimits();
		summary.addResilience();
		return String.join("; ", summary.parts);
	}

	private void addAccess() {
		if (!this.block.access().isEmpty()) {
			this.parts.add("access: "
					+ this.block.access().stream().map(ProviderSummary::rule).collect(Collectors.joining(", then ")));
		}
		if (this.block.forwardCredentials()) {
			this.parts.add("gets credentials");
		}
	}

	private static String rule(AccessRuleProperties rule) {
		return requests(rule.methods(), rule.paths()) + " for " + String.join(" ", rule.allow());
	}

	private static String requests(List<String> methods, List<String> paths) {
		String what = methods.isEmpty() ? "all methods" : String.join(" ", MethodNames.sorted(methods));
		return paths.isEmpty() ? what : what + " " + String.join(" ", paths);
	}

	private void addCors(@Nullable CorsProperties cors) {
		if (cors != null) {
			this.parts.add("CORS: " + String.join(" ", cors.origins()) + (cors.credentials() ? " with cookies" : ""));
		}
	}

	private void addLimits() {
		add("rate", this.block.rate());
		add("burst", this.block.burst());
		DataSize maxBody = this.block.maxBody();
		add("max-body", (maxBody != null) ? Units.text(maxBody) : null);
		add("max-in-flight", this.block.maxInFlight());
		add("concurrency", this.block.concurrency());
	}

	private void addResilience() {
		add("connect-timeout", Units.text(this.block.connectTimeout()));
		add("response-timeout", Units.text(this.block.responseTimeout()));
		BreakerProperties breaker = this.block.breaker();
		this.parts.add("breaker: %d %% of at least %d in %s, open for %s".formatted(breaker.failureRate(),
				breaker.minimumCalls(), Units.text(breaker.window()), Units.text(breaker.openFor())));
		add("retries", this.block.retry().attempts());
	}

	private void add(String name, @Nullable Object value) {
		if (value != null) {
			this.parts.add(name + " " + value);
		}
	}

}
