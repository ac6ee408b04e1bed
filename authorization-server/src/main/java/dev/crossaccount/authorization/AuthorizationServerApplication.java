package dev.crossaccount.authorization;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the program, for local use and tests only: its keys are gone when it stops. */
// Without users there is no password to make up.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class AuthorizationServerApplication {

	private static final Logger LOG = LoggerFactory.getLogger(AuthorizationServerApplication.class);

	public static void main(String[] args) {
		SpringApplication.run(AuthorizationServerApplication.class, args);
		LOG.warn(
				"This authorization server is for local use and tests only: one demo client, keys made at each start.");
	}

}
