package dev.crossaccount.gateway.token;

import java.time.Instant;
import java.util.Set;

/**
 * What a valid token says.
 *
 * @param issuer its issuer's name in the settings
 * @param client its issuer's name in the settings, a slash and the client that it was
 * issued to, or {@code sub:} and the subject if it names no client
 * @param scopes what it allows
 * @param end when it is no longer accepted
 */
record VerifiedToken(String issuer, String client, Set<String> scopes, Instant end) {

}
