package dev.crossaccount.gateway.token;

import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Judges tokens. */
class TokenDecoder {

	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256,
			JWSAlgorithm.ES256);

	/** With and without the prefix that RFC 7515 lets be left out. */
	private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"),
			new JOSEObjectType("application/at+jwt"));

	/** The parser would skip any other character, also in a signature. */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

	private static final String MALFORMED = "The token is not a well-formed signed JWT."
			+ " Send the access token whole, and nothing after it.";

	private final Map<String, IssuerKeys> keys;

	private final Map<String, Issuer> issuers;

	private final NimbusJwtDecoder decoder;

	/**
	 * Creates a decoder.
	 * @param issuers whose tokens are accepted
	 * @param keys finds the keys of each
	 */
	TokenDecoder(List<Issuer> issuers, Function<Issuer, IssuerKeys> keys) {
		this.keys = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::uri, keys));
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier((type, context) -> checkType(type));
		processor.setJWTClaimsSetAwareJWSKeySelector(this::selectKeys);
		// Spring Security's validators judge the claims.
		processor.setJWTClaimsSetVerifier(null);
		this.decoder = new NimbusJwtDecoder(processor);
		this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::uri, Function.identity()));
		this.decoder.setJwtValidator(Claims.validator(this.issuers));
	}

	/**
	 * Judges a token, at once unless its key is to be fetched.
	 * @param token the token
	 * @return what it says, or later why it can't be accepted or judged
	 * @throws InvalidTokenException if it is not accepted
	 */
	CompletableFuture<VerifiedToken> decode(String token) {
		if (!TOKEN.matcher(token).matches()) {
			throw new InvalidTokenException(MALFORMED);
		}
		try {
			return CompletableFuture.completedFuture(judge(token));
		}
		catch (UnknownKeyException ex) {
			return ex.keys.fetchAnd(() -> judge(token));
		}
	}

	private VerifiedToken judge(String token) {
		try {
			return Claims.read(this.decoder.decode(token), this.issuers);
		}
		catch (JwtValidationException ex) {
			throw new InvalidTokenException(String.valueOf(ex.getErrors().iterator().next().getDescription()));
		}
		catch (BadJwtException ex) {
			throw refusal(ex.getCause());
		}
		catch (JwtException ex) {
			throw new KeysUnavailableException(ex);
		}
	}

	private static void checkType(@Nullable JOSEObjectType type) {
		if (type == null || !TYPES.contains(type)) {
			throw new InvalidTokenException("The token's typ is not JWT or at+jwt. Send an access token.");
		}
	}

	private List<? extends Key> selectKeys(JWSHeader header, JWTClaimsSet claims, @Nullable SecurityContext context)
			throws KeySourceException {
		if (!ALGORITHMS.contains(header.getAlgorithm())) {
			throw new InvalidTokenException(
					"The token's alg is not RS256, PS256 or ES256. Have its issuer sign with one of them.");
		}
		if (header.getCriticalParams() != null) {
			throw new InvalidTokenException(
					"The token asks for extensions (crit), and none is known here. Get one without.");
		}
		IssuerKeys issuerKeys = (claims.getIssuer() != null) ? this.keys.get(claims.getIssuer()) : null;
		if (issuerKeys == null) {
			throw new InvalidTokenException("The token's issuer is not accepted here."
					+ " Get one from an issuer that the operator of this API names.");
		}
		List<Key> found = new JWSVerificationKeySelector<>(ALGORITHMS, issuerKeys).selectJWSKeys(header, context);
		if (found.isEmpty()) {
			throw new UnknownKeyException(issuerKeys);
		}
		return found;
	}

	private static InvalidTokenException refusal(@Nullable Throwable cause) {
		if (cause instanceof InvalidTokenException refusal) {
			return refusal;
		}
		return new InvalidTokenException((cause instanceof BadJWSException)
				? "The token's signature is not valid. Send the token as its issuer gave it, or get a new one."
				: MALFORMED);
	}

	private static final class UnknownKeyException extends InvalidTokenException {

		private static final long serialVersionUID = 1L;

		private final transient IssuerKeys keys;

		UnknownKeyException(IssuerKeys keys) {
			super("The token is signed with a key that its issuer does not publish. Get a new one.");
			this.keys = keys;
		}

	}

}
