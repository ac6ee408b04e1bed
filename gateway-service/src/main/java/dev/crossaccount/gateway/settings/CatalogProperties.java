package dev.crossaccount.gateway.settings;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway learns what its APIs look like.
 *
 * @param refresh time between two fetches of a provider's OpenAPI document, 1 s to 24 h;
 * 0 to fetch none
 */
public record CatalogProperties(@DefaultValue("60s") Duration refresh) {

}
