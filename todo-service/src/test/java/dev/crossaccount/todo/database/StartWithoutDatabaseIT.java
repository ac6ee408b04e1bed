package dev.crossaccount.todo.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.crossaccount.todo.RunningTodoService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Start-up while the database is away: refusing, silent, or not what it should be. */
class StartWithoutDatabaseIT {

	@Test
	void shouldStartWhileConnectionsAreRefused() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		try (RunningTodoService service = RunningTodoService.start(url(port))) {
			Outage.assertHandledBy(service, 503);
		}
	}

	@Test
	void shouldStartWhileTheDatabaseIsSilent() throws IOException {
		// Connections are made by the kernel, and nobody answers on them.
		try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				RunningTodoService service = RunningTodoService.start(url(socket.getLocalPort()))) {
			Outage.assertHandledBy(service, 503);
		}
	}

	@Test
	void shouldStartWhileTheDatabaseDropsPackets() throws IOException {
		// With its queue full, the kernel drops what comes.
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				java.net.Socket first = new java.net.Socket(socket.getInetAddress(), socket.getLocalPort());
				java.net.Socket second = new java.net.Socket(socket.getInetAddress(), socket.getLocalPort());
				RunningTodoService service = RunningTodoService.start(url(socket.getLocalPort()))) {
			assertThat(first.isConnected() && second.isConnected()).isTrue();
			Outage.assertHandledBy(service, 503);
		}
	}

	@Test
	void shouldNotStartOnAFileThatIsNoDatabase(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("todo.mv.db"), "no database");
		assertThatThrownBy(() -> RunningTodoService.start("todo.file=" + folder.resolve("todo")))
			.hasStackTraceContaining("todo.mv.db");
	}

	private static String url(int port) {
		return "spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/todo";
	}

}
