package dev.crossaccount.gateway.token;

import java.time.Instant;
import java.util.Set;

/**
 * What a valid token says.
 *
 * @param client the client that it was issued to
 * @param scopes what it allows
 * @param end when it is no longer accepted
 */
record VerifiedToken(String client, Set<String> scopes, Instant end) {

}
