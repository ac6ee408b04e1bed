package dev.crossaccount.todo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A PostgreSQL server that keeps its port when it is stopped and started again. */
public final class StoppablePostgres implements AutoCloseable {

	private final int port = freePort();

	private final PostgreSQLContainer container = new PostgreSQLContainer(PostgresConfiguration.IMAGE)
		.withCreateContainerCmdModifier((command) -> {
			HostConfig host = command.getHostConfig();
			if (host != null) {
				host.withPortBindings(PortBinding.parse("127.0.0.1:" + this.port + ":5432"));
			}
		});

	public StoppablePostgres() {
		this.container.start();
	}

	/**
	 * Returns the configuration of a service that uses this server.
	 * @return properties, each as {@code key=value}
	 */
	public String[] properties() {
		return new String[] {
				"spring.datasource.url=jdbc:postgresql://127.0.0.1:" + this.port + "/"
						+ this.container.getDatabaseName(),
				"spring.datasource.username=" + this.container.getUsername(),
				"spring.datasource.password=" + this.container.getPassword() };
	}

	public void stop() {
		docker().stopContainerCmd(id()).withTimeout(10).exec();
	}

	public void kill() {
		docker().killContainerCmd(id()).exec();
	}

	public void startAgain() {
		docker().startContainerCmd(id()).exec();
	}

	public void pause() {
		docker().pauseContainerCmd(id()).exec();
	}

	public void resume() {
		docker().unpauseContainerCmd(id()).exec();
	}

	private String id() {
		return this.container.getContainerId();
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
