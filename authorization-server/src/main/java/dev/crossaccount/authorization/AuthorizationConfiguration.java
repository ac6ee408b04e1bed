package dev.crossaccount.authorization;

import java.util.List;
import java.util.TreeSet;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/** Tokens in the shape of RFC 9068, and nothing but the endpoints of the protocol. */
@Configuration(proxyBeanMethods = false)
class AuthorizationConfiguration {

	AuthorizationConfiguration(Environment environment) {
		// Spring Boot would take the unresolved placeholder itself for the secret.
		Assert.state(StringUtils.hasText(environment.getProperty("demo.secret")),
				"demo.secret is missing: choose the secret of the client demo, such as by the variable DEMO_SECRET");
	}

	@Bean
	@Order(1)
	SecurityFilterChain protocol(HttpSecurity http) {
		http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			// For /.well-known/openid-configuration.
			server.oidc(Customizer.withDefaults());
		});
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain nothingElse(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll()).build();
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> accessTokens(@Value("${authorization.audience}") String audience) {
		return (context) -> {
			context.getJwsHeader().type("at+jwt");
			context.getClaims()
				.audience(List.of(audience))
				.claim("client_id", context.getRegisteredClient().getClientId())
				.claim("scope", String.join(" ", new TreeSet<>(context.getAuthorizedScopes())));
		};
	}

}
