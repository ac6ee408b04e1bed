package dev.crossaccount.gateway.token;

import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes. Its metadata is read with each fetch, so that the
 * issuer may move its keys.
 */
class RemoteKeys {

	private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

	private static final JWKSet NONE = new JWKSet();

	private final Issuer issuer;

	private final Documents documents;

	private final Withdrawals withdrawals;

	private volatile @Nullable Arrival last;

	private volatile boolean failing;

	private final AtomicLong successes = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	/**
	 * Creates the source of an issuer's keys.
	 * @param issuer the issuer
	 * @param documents how to fetch
	 * @param withdrawals where it is counted when a key is trusted no longer
	 */
	RemoteKeys(Issuer issuer, Documents documents, Withdrawals withdrawals) {
		this.issuer = issuer;
		this.documents = documents;
		this.withdrawals = withdrawals;
	}

	/** What arrived last, if that was in the given time before now, or else no keys. */
	JWKSet arrivedWithin(Duration time) {
		Arrival arrival = this.last;
		return (arrival != null && System.nanoTime() - arrival.time() < time.toNanos()) ? arrival.keys() : NONE;
	}

	String issuer() {
		return this.issuer.name();
	}

	int count() {
		Arrival arrival = this.last;
		return (arrival != null) ? arrival.keys().size() : 0;
	}

	/** Seconds since the keys arrived that serve now; NaN while there are none. */
	double age() {
		Arrival arrival = this.last;
		return (arrival != null) ? (System.nanoTime() - arrival.time()) / 1e9 : Double.NaN;
	}

	long successes() {
		return this.successes.get();
	}

	long failures() {
		return this.failures.get();
	}

	/**
	 * Fetches the keys; blocks. Not for more than one thread at a time, and seldom.
	 * @throws KeysUnavailableException if they can't be had
	 */
	void fetch() {
		URI asked = (this.issuer.jwksUri() != null) ? this.issuer.jwksUri() : this.issuer.metadataUri();
		try {
			if (this.issuer.jwksUri() == null) {
				asked = keysUri(this.documents.get(asked));
			}
			arrived(keys(this.documents.get(asked)));
		}
		catch (IOException | RuntimeException ex) {
			failed(asked, ex);
			throw new KeysUnavailableException(ex);
		}
	}

	/**
	 * Forgets keys that arrived too long ago, and with them what they verified.
	 * @param time how long they serve
	 */
	void forgetAfter(Duration time) {
		if (this.last != null && arrivedWithin(time) == NONE) {
			this.last = null;
			LOG.warn("The keys of issuer {} have not been fetched for {} minutes: its tokens get 503",
					this.issuer.name(), time.toMinutes());
			this.withdrawals.add(this.issuer.name());
		}
	}

	private static JWKSet keys(String document) throws IOException {
		try {
			return JWKSet.parse(document).toPublicJWKSet();
		}
		// A document that trips the parser is no better than none.
		catch (ParseException | RuntimeException ex) {
			throw new IOException("its answer is no JSON Web Key Set", ex);
		}
	}

	private URI keysUri(String document) throws IOException {
		Map<String, Object> metadata = metadata(document);
		if (!this.issuer.uri().equals(metadata.get("issuer"))) {
			throw new IOException("its metadata name another issuer, " + metadata.get("issuer"));
		}
		if (!(metadata.get("jwks_uri") instanceof String address)) {
			throw new IOException("its metadata name no jwks_uri");
		}
		URI uri = URI.create(address);
		String problem = Addresses.problem(uri, this.issuer.allowHttp());
		if (problem != null) {
			throw new IOException("the jwks_uri in its metadata " + problem);
		}
		return uri;
	}

	private static Map<String, Object> metadata(String document) throws IOException {
		try {
			return JSONObjectUtils.parse(document);
		}
		catch (ParseException | RuntimeException ex) {
			throw new IOException("its answer is no JSON object", ex);
		}
	}

	private void arrived(JWKSet keys) {
		Arrival before = this.last;
		// First, or a token might be verified with old keys and count as verified anew.
		this.last = new Arrival(keys, System.nanoTime());
		this.successes.incrementAndGet();
		if (before != null && !traits(keys).containsAll(traits(before.keys()))) {
			LOG.info("Issuer {} has withdrawn a key: its tokens are verified anew", this.issuer.name());
			this.withdrawals.add(this.issuer.name());
		}
		if (this.failing) {
			this.failing = false;
			LOG.info("The keys of issuer {} can be fetched again", this.issuer.name());
		}
	}

	private static Set<Traits> traits(JWKSet keys) {
		return keys.getKeys().stream().map(Traits::of).collect(Collectors.toSet());
	}

	private void failed(URI asked, Exception ex) {
		this.failures.incrementAndGet();
		if (!this.failing) {
			this.failing = true;
			LOG.warn("The keys of issuer {} can't be fetched from {}: {}. {}", this.issuer.name(), asked, reason(ex),
					(this.last == null) ? "Its tokens get 503 until they can. " + remedy()
							: "Those fetched before serve on");
		}
	}

	private String remedy() {
		String block = "gateway.issuers." + this.issuer.name();
		return (this.issuer.jwksUri() != null) ? "If that is not its JSON Web Key Set, correct " + block + ".jwks-uri"
				: "If it is not only away, correct " + block + ".uri: the iss of its tokens, where it answers"
						+ " /.well-known/openid-configuration; or name its JSON Web Key Set in " + block + ".jwks-uri";
	}

	private static String reason(Exception ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

	private record Arrival(JWKSet keys, long time) {

	}

	/**
	 * What decides which tokens a key verifies. The rest, such as a certificate, may
	 * change.
	 */
	private record Traits(String thumbprint, @Nullable String id, @Nullable KeyUse use, @Nullable Algorithm algorithm) {

		static Traits of(JWK key) {
			try {
				return new Traits(key.computeThumbprint().toString(), key.getKeyID(), key.getKeyUse(),
						key.getAlgorithm());
			}
			catch (JOSEException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
