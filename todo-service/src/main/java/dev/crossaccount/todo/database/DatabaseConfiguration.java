package dev.crossaccount.todo.database;

import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Connects migrations to the database, and keeps requests out until they are done. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration implements WebMvcConfigurer {

	private final SchemaMigration schema;

	DatabaseConfiguration(SchemaMigration schema) {
		this.schema = schema;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new SchemaGuard(this.schema)).addPathPatterns("/todo/**");
	}

	/**
	 * Gives migrations connections of their own: the pool's socket timeout would cut a
	 * migration that takes longer than a request may.
	 * @param details where the database is
	 * @return the customizer
	 */
	@Bean
	static FlywayConfigurationCustomizer migrationConnections(JdbcConnectionDetails details) {
		SimpleDriverDataSource dataSource = DataSourceBuilder.create()
			.type(SimpleDriverDataSource.class)
			.driverClassName(details.getDriverClassName())
			.url(details.getJdbcUrl())
			.username(details.getUsername())
			.password(details.getPassword())
			.build();
		Properties timeouts = new Properties();
		// In seconds; the PostgreSQL driver's own. H2 ignores them.
		timeouts.setProperty("connectTimeout", "2");
		timeouts.setProperty("loginTimeout", "2");
		dataSource.setConnectionProperties(timeouts);
		// Not a bean, because the health check would count it among the databases.
		return (configuration) -> configuration.dataSource(dataSource);
	}

	/**
	 * Lets the pool follow a password that is changed while the program runs.
	 * @param environment the program's settings
	 * @return what prepares the pool
	 */
	@Bean
	static BeanPostProcessor passwordOfTheMoment(ConfigurableEnvironment environment) {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof HikariDataSource pool) {
					PasswordFile.origin(environment)
						.ifPresent((file) -> pool.setCredentialsProvider(new PasswordFile(pool.getUsername(), file)));
				}
				return bean;
			}

		};
	}

	@Bean
	SQLExceptionTranslator exceptionTranslator() {
		return ReadOnlyConnections.translator();
	}

}
