package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Providers that answer while the client is still sending. */
@Tag("any-jdk")
@ExtendWith(OutputCaptureExtension.class)
class EarlyAnswersIT {

	private static final int ROUNDS = 30;

	private static final byte[] UPLOAD = new byte[5 * 1024 * 1024];

	private static final String BODY = "too large! ".repeat(20_000);

	private final Executor threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "early-answers");
		thread.setDaemon(true);
		return thread;
	});

	private ServerSocket provider;

	private RunningGateway gateway;

	@BeforeEach
	void start() throws IOException {
		this.provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.gateway = RunningGateway.with(
				"gateway.providers.todo.uri=http://localhost:" + this.provider.getLocalPort(),
				"gateway.limits.max-body=10MB", "gateway.providers.todo.response-timeout=3s");
	}

	@AfterEach
	void stop() throws IOException {
		this.gateway.close();
		this.provider.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 220000\r\n\r\n", "Connection: close\r\nContent-Length: 220000\r\n\r\n",
			"Connection: close\r\n\r\n" })
	void shouldPassTheAnswerOfAProviderThatHalfCloses(String framing) throws IOException {
		serve((socket) -> {
			answer(socket, framing + BODY);
			socket.shutdownOutput();
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		});
		for (int i = 0; i < ROUNDS; i++) {
			HttpMessage response = upload();
			assertThat(response.status()).isEqualTo(413);
			assertThat(response.text()).isEqualTo(BODY);
		}
	}

	/** The kernel resets a connection that is closed unread, after the answer. */
	@Test
	void shouldPassTheAnswerOfAProviderThatClosesWithoutReading() throws IOException {
		serve((socket) -> answer(socket, "Content-Length: 5\r\n\r\nlarge"));
		for (int i = 0; i < ROUNDS; i++) {
			HttpMessage response = upload();
			assertThat(response.status()).isEqualTo(413);
			assertThat(response.text()).isEqualTo("large");
		}
	}

	@Test
	void shouldAnswer502WhenTheProviderClosesWithoutAnAnswer() throws IOException {
		serve((socket) -> socket.getInputStream().readNBytes(1000));
		HttpMessage response = upload();
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.text()).contains("urn:problem-type:bad-gateway");
	}

	@Test
	void shouldAnswer504WhenTheProviderTakesNoMoreOfTheBody() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		serve((socket) -> {
			try {
				over.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		HttpMessage response = upload();
		over.countDown();
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.text()).contains("urn:problem-type:gateway-timeout");
	}

	@Test
	void shouldLetGoOfTheProviderWhenTheClientLeavesWhileSending(CapturedOutput output) throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		serve((socket) -> {
			socket.getInputStream().readNBytes(300);
			begun.countDown();
			socket.getInputStream().transferTo(OutputStream.nullOutputStream());
			ended.countDown();
		});
		int printed = output.length();
		try (RawClient client = new RawClient(this.gateway.port())) {
			client.write(RawClient.head("POST /todo", "Content-Length: 1000")).write(new byte[500]);
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(output.toString().substring(printed)).doesNotContain("WARN", "ERROR");
	}

	private HttpMessage upload() throws IOException {
		try (RawClient client = new RawClient(this.gateway.port())) {
			client.write(RawClient.head("POST /todo", "Content-Length: " + UPLOAD.length));
			CompletableFuture.runAsync(() -> {
				try {
					client.write(UPLOAD);
				}
				catch (IOException ex) {
					// The answer counts.
				}
			}, this.threads);
			return client.read();
		}
	}

	private static void answer(Socket socket, String framingAndBody) throws IOException {
		InputStream in = socket.getInputStream();
		in.readNBytes(1000);
		socket.getOutputStream()
			.write(("HTTP/1.1 413 Content Too Large\r\n" + framingAndBody).getBytes(StandardCharsets.US_ASCII));
	}

	private void serve(Connection behaviour) {
		this.threads.execute(() -> {
			try {
				while (true) {
					Socket socket = this.provider.accept();
					this.threads.execute(() -> serve(behaviour, socket));
				}
			}
			catch (SocketException ex) {
				// The test is over.
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static void serve(Connection behaviour, Socket socket) {
		try (socket) {
			behaviour.serve(socket);
		}
		catch (IOException ex) {
			// The gateway closed the connection.
		}
	}

	/** What the provider does with a connection. */
	private interface Connection {

		void serve(Socket socket) throws IOException;

	}

}
