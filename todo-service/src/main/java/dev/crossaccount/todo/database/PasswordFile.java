package dev.crossaccount.todo.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * The database's password as it is now, where it came from a file: who changes the
 * password changes the file too, and each new connection takes what is there. Connections
 * that are open stay.
 */
class PasswordFile implements HikariCredentialsProvider {

	private static final String KEY = "spring.datasource.password";

	private final String username;

	private final Path file;

	PasswordFile(String username, Path file) {
		this.username = username;
		this.file = file;
	}

	/**
	 * Where the password came from.
	 * @param environment the program's settings
	 * @return the file, if it was one of a config tree
	 */
	static Optional<Path> origin(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.filter((source) -> source.containsProperty(KEY))
			.findFirst()
			.flatMap(PasswordFile::file);
	}

	@Override
	public Credentials getCredentials() {
		try {
			return Credentials.of(this.username, Files.readString(this.file).stripTrailing());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Path> file(PropertySource<?> source) {
		Origin origin = (source instanceof ConfigTreePropertySource tree) ? tree.getOrigin(KEY) : null;
		Resource resource = (origin instanceof TextResourceOrigin text) ? text.getResource() : null;
		try {
			return (resource != null) ? Optional.of(resource.getFile().toPath()) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
