package dev.crossaccount.gateway.token;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The keys of an issuer, at hand: fetched when first needed, and kept up to date. */
class IssuerKeys implements JWKSource<SecurityContext> {

	private final RemoteKeys remote;

	private final KeyTimes times;

	private final JWKSource<SecurityContext> keys;

	IssuerKeys(RemoteKeys remote, KeyTimes times, ScheduledExecutorService refresher) {
		this.remote = remote;
		this.times = times;
		this.keys = JWKSourceBuilder.create(remote)
			.cache(times.life().toMillis(), times.patience().toMillis())
			// Scheduled, because cached tokens ask for no key and would hide a
			// withdrawal.
			.refreshAheadCache(times.ahead().toMillis(), null, refresher, false, refresher, false)
			.rateLimited(times.interval().toMillis())
			.outageTolerant(times.outage().toMillis())
			.build();
	}

	@Override
	public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
		try {
			return this.keys.get(selector, context);
		}
		catch (RateLimitReachedException ex) {
			if (this.remote.arrivedWithin(this.times.outage())) {
				// There are keys, and not the one asked for.
				return List.of();
			}
			throw ex;
		}
	}

}
