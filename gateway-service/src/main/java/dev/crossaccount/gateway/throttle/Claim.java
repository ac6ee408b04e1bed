package dev.crossaccount.gateway.throttle;

/**
 * What one request wants to take 1 from.
 *
 * @param key whose requests are counted together
 * @param limit how many there may be
 * @param anonymous whether anybody can make up such keys without a credential
 */
record Claim(String key, Limit limit, boolean anonymous) {

}
