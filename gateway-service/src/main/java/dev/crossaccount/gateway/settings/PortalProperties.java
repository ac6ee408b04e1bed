package dev.crossaccount.gateway.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the page at {@code /} shows.
 *
 * @param operations whether it shows how the gateway and its providers are doing, and in
 * which accounts they are
 */
public record PortalProperties(@DefaultValue("false") boolean operations) {

}
