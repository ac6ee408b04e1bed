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
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What the claims of a signed token must be, and what they say. */
final class Claims {

	static final Duration SKEW = Duration.ofSeconds(30);

	private static final Pattern CLIENT = Pattern.compile("[!-~]{1,200}");

	private static final int MAX_SCOPE_LENGTH = 200;

	private Claims() {
	}

	static OAuth2TokenValidator<Jwt> validator(Map<String, Issuer> issuers) {
		// Not Spring Security's for times, whose sentences say no remedy; its one for iat
		// refuses every token older than the skew.
		return new DelegatingOAuth2TokenValidator<>(List.of(
				rule("The token has no expiry (exp). Get one that has.", (jwt) -> jwt.getExpiresAt() != null),
				rule("The token has expired. Get a new one.",
						(jwt) -> jwt.getExpiresAt() == null || !isPast(jwt.getExpiresAt())),
				rule("The token is not valid yet (nbf). Wait until it is, or get a new one.",
						(jwt) -> !isToCome(jwt.getNotBefore())),
				rule("The token was issued in the future (iat). Have its issuer set its clock, and get a new one.",
						(jwt) -> !isToCome(jwt.getIssuedAt())),
				rule("The token is for another audience (aud). Get one for this API; its operator knows the right one.",
						(jwt) -> hasAudience(jwt, issuers)),
				rule("The token is bound to a key of its holder (cnf), which can't be checked here. Get one that is not.",
						(jwt) -> !jwt.hasClaim("cnf"))));
	}

	private static boolean isPast(Instant time) {
		return time.isBefore(Instant.now().minus(SKEW));
	}

	private static boolean isToCome(@Nullable Instant time) {
		return time != null && time.isAfter(Instant.now().plus(SKEW));
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
			throw new InvalidTokenException("The token has no expiry (exp). Get one that has.");
		}
		String issuer = Objects.requireNonNull(issuers.get(jwt.getClaimAsString("iss"))).name();
		return new VerifiedToken(issuer, issuer + "/" + client(jwt), scopes(jwt), expiry.plus(SKEW));
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
				throw new InvalidTokenException(
						"The token's " + claim + " is not a name of printable ASCII. Have its issuer mend it.");
			}
		}
		throw new InvalidTokenException(
				"The token names no client: it has no client_id, azp or sub. Have its issuer add one.");
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
