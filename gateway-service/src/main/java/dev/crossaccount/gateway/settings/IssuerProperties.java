package dev.crossaccount.gateway.settings;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An authorization server whose tokens are accepted.
 *
 * @param uri the {@code iss} of its tokens, word for word. Its keys are found from
 * {@code <uri>/.well-known/openid-configuration}. Required
 * @param jwksUri where its keys are, instead of looking that up
 * @param audiences one of these must be in the {@code aud} of a token. Required
 * @param allowHttp whether its addresses may be http on other hosts than this one, where
 * whoever is on the way could slip in keys
 */
public record IssuerProperties(@Nullable String uri, @Nullable String jwksUri, @DefaultValue List<String> audiences,
		@DefaultValue("false") boolean allowHttp) {

}
