package dev.crossaccount.todo.item;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.crossaccount.todo.RunningTodoService;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients whose bodies do not come. */
class SlowBodiesIT {

	/** More than the server works on at once unless it is told to. */
	private static final int CLIENTS = 300;

	private static final byte[] BEGINNING = """
			POST /todo HTTP/1.1\r
			Host: localhost\r
			Content-Type: application/json\r
			Content-Length: 1000\r
			\r
			{""".getBytes(StandardCharsets.US_ASCII);

	@Test
	void shouldServeOthersMeanwhile(@TempDir Path folder) throws IOException {
		List<Socket> clients = new ArrayList<>();
		try (RunningTodoService service = RunningTodoService.start("todo.file=" + folder.resolve("todo"))) {
			try {
				for (int i = 0; i < CLIENTS; i++) {
					Socket client = new Socket("127.0.0.1", service.port());
					clients.add(client);
					client.getOutputStream().write(BEGINNING);
				}
				assertThat(service.client().get("/todo").statusCode()).isEqualTo(200);
				assertThat(service.client().create("meanwhile")).startsWith("/todo/");
			}
			finally {
				for (Socket client : clients) {
					client.close();
				}
			}
		}
	}

}
