package dev.crossaccount.todo;

import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;

/** Brings a PostgreSQL server. */
@TestConfiguration(proxyBeanMethods = false)
public class PostgresConfiguration {

	/** The version in docker-compose.yml. */
	public static final String IMAGE = "postgres:17";

	@Bean
	@ServiceConnection
	PostgreSQLContainer postgres() {
		return new PostgreSQLContainer(IMAGE);
	}

}
