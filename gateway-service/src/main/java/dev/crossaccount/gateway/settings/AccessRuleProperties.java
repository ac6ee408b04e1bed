package dev.crossaccount.gateway.settings;

import java.util.List;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call some routes of a provider. The first rule that fits a request decides.
 *
 * @param methods HTTP methods that it is about; all when left out
 * @param paths path prefixes, of the provider's, that it is about; all when left out
 * @param allow {@code anonymous}, {@code authenticated}, or the scopes that the caller
 * must have, all of them. Required
 */
public record AccessRuleProperties(@DefaultValue List<String> methods, @DefaultValue List<String> paths,
		@DefaultValue List<String> allow) {

}
