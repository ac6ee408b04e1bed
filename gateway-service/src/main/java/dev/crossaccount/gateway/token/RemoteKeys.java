package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes, fetched each time; who asks must ask seldom. Its
 * metadata is read each time too, so that the issuer may move its keys.
 */
class RemoteKeys implements JWKSetSource<SecurityContext> {

	private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

	private final Issuer issuer;

	private final Documents documents;

	private final AtomicInteger withdrawals;

	private volatile Set<JWK> published = Set.of();

	private volatile @Nullable Long arrival;

	private volatile boolean failing;

	/**
	 * Creates the source of an issuer's keys.
	 * @param issuer the issuer
	 * @param documents how to fetch
	 * @param withdrawals counted up when a key is no longer published
	 */
	RemoteKeys(Issuer issuer, Documents documents, AtomicInteger withdrawals) {
		this.issuer = issuer;
		this.documents = documents;
		this.withdrawals = withdrawals;
	}

	/** Whether keys arrived in the given time before now. */
	boolean arrivedWithin(Duration time) {
		Long last = this.arrival;
		return last != null && System.nanoTime() - last < time.toNanos();
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
			throws KeySourceException {
		try {
			JWKSet keys = JWKSet.parse(this.documents.get(keysUri())).toPublicJWKSet();
			arrived(keys);
			return keys;
		}
		catch (IOException | ParseException | IllegalArgumentException ex) {
			failed(ex);
			throw new JWKSetRetrievalException("No keys of issuer " + this.issuer.name(), ex);
		}
	}

	@Override
	public void close() {
		// Nothing is kept open.
	}

	private URI keysUri() throws IOException, ParseException {
		if (this.issuer.jwksUri() != null) {
			return this.issuer.jwksUri();
		}
		var metadata = JSONObjectUtils.parse(this.documents.get(this.issuer.metadataUri()));
		if (!this.issuer.uri().equals(metadata.get("issuer"))) {
			throw new IOException("its metadata name another issuer, " + metadata.get("issuer"));
		}
		URI uri = URI.create(String.valueOf(metadata.get("jwks_uri")));
		String problem = Addresses.problem(uri, this.issuer.allowHttp());
		if (problem != null) {
			throw new IOException("the jwks_uri in its metadata " + problem);
		}
		return uri;
	}

	private void arrived(JWKSet keys) {
		Set<JWK> arrived = Set.copyOf(keys.getKeys());
		if (!arrived.containsAll(this.published)) {
			LOG.info("Issuer {} has withdrawn a key: its tokens are verified anew", this.issuer.name());
			this.withdrawals.incrementAndGet();
		}
		this.published = arrived;
		this.arrival = System.nanoTime();
		if (this.failing) {
			this.failing = false;
			LOG.info("The keys of issuer {} can be fetched again", this.issuer.name());
		}
	}

	private void failed(Exception ex) {
		if (!this.failing) {
			this.failing = true;
			LOG.warn("The keys of issuer {} can't be fetched from {}: {}. {}", this.issuer.name(),
					(this.issuer.jwksUri() != null) ? this.issuer.jwksUri() : this.issuer.metadataUri(), reason(ex),
					this.published.isEmpty() ? "Its tokens get 503 until they can" : "Those fetched before serve on");
		}
	}

	private static String reason(Exception ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

}
