package dev.crossaccount.gateway.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.consumer.Caller;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/** What the claims of a signed token must be, and what they say. */
final class Claims {

	static final Duration SKEW = Duration.ofSeconds(30);

	private static final Pattern CLIENT = Pattern.compile("[!-~]{1,200}");

	private static final int MAX_SCOPE_LENGTH = 200;

	private Claims() {
	}

	static OAuth2TokenValidator<Jwt> validator(Map<String, Issuer> issuers) {
		JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
		times.setAllowEmptyExpiryClaim(false);
		// Not Spring Security's for iat, which refuses every token older than the skew.
		return new DelegatingOAuth2TokenValidator<>(List.of(times,
				rule("The token was issued in the future.",
						(jwt) -> jwt.getIssuedAt() == null || jwt.getIssuedAt().isBefore(Instant.now().plus(SKEW))),
				rule("The token is for another audience.", (jwt) -> hasAudience(jwt, issuers)),
				rule("The token is bound to a key of its holder, which can't be checked here.",
						(jwt) -> !jwt.hasClaim("cnf"))));
	}

	/**
	 * Takes from a token what the gateway needs to know.
	 * @param jwt a valid token
	 * @param issuers those that are accepted, by their URI
	 * @return what it says; the client is told from one of the same name elsewhere, and
	 * from a user, who may have chosen the name
	 */
	static VerifiedToken read(Jwt jwt, Map<String, Issuer> issuers) {
		Instant expiry = jwt.getExpiresAt();
		if (expiry == null) {
			throw new InvalidTokenException("exp is required.");
		}
		return new VerifiedToken(
				Objects.requireNonNull(issuers.get(jwt.getClaimAsString("iss"))).name() + "/" + client(jwt),
				scopes(jwt), expiry.plus(SKEW));
	}

	private static OAuth2TokenValidator<Jwt> rule(String description, Predicate<Jwt> rule) {
		OAuth2TokenValidatorResult failure = OAuth2TokenValidatorResult
			.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, description, null));
		return (jwt) -> rule.test(jwt) ? OAuth2TokenValidatorResult.success() : failure;
	}

	private static boolean hasAudience(Jwt jwt, Map<String, Issuer> issuers) {
		Issuer issuer = issuers.get(jwt.getClaimAsString("iss"));
		List<String> audience = jwt.getAudience();
		return issuer != null && audience != null && audience.stream().anyMatch(issuer.audiences()::contains);
	}

	private static String client(Jwt jwt) {
		for (String claim : new String[] { "client_id", "azp", "sub" }) {
			Object value = jwt.getClaims().get(claim);
			if (value != null) {
				if (value instanceof String client && CLIENT.matcher(client).matches()) {
					return claim.equals("sub") ? "sub:" + client : client;
				}
				throw new InvalidTokenException("The token's " + claim + " is not a name of printable ASCII.");
			}
		}
		throw new InvalidTokenException("The token names no client: it has no client_id, azp or sub.");
	}

	private static Set<String> scopes(Jwt jwt) {
		Object value = jwt.getClaims().getOrDefault("scope", jwt.getClaims().get("scp"));
		Collection<?> scopes = (value instanceof String text) ? Arrays.asList(text.trim().split(" +"))
				: (value instanceof Collection<?> list) ? list : List.of();
		Set<String> accepted = new LinkedHashSet<>();
		for (Object scope : scopes) {
			if (scope instanceof String text && text.length() <= MAX_SCOPE_LENGTH && Caller.isScope(text)) {
				accepted.add(text);
			}
		}
		return Set.copyOf(accepted);
	}

}
