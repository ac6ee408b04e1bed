package dev.crossaccount.privatelink.problem;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Clients that send a body to its end before they look for an answer. */
@TestInstance(Lifecycle.PER_CLASS)
class RefusedBodyIT {

	private static final byte[] BODY = new byte[10_000_000];

	private final ConfigurableApplicationContext service = TestService.start();

	private final int port = TestService.port(this.service);

	@AfterAll
	void stop() {
		this.service.close();
	}

	@ParameterizedTest
	@CsvSource({ "/body,text/plain,415,unsupported-media-type", "/form,text/plain,415,unsupported-media-type",
			"/form,application/x-www-form-urlencoded,413,content-too-large", "/nothing,text/plain,404,not-found" })
	void shouldAnswerAClientThatIsStillSending(String path, String type, int status, String slug) {
		for (int i = 0; i < 20; i++) {
			try (Wire wire = Wire.to(this.port)) {
				assertWhole(wire.send(request(path, type, BODY.length), BODY).readAll(), status, slug);
			}
		}
	}

	@Test
	void shouldAnswerThoughTheBodyIsChunked() {
		byte[] head = Wire.request("POST", "/form", "Content-Type: text/plain", "Transfer-Encoding: chunked");
		byte[] size = (Integer.toHexString(BODY.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		try (Wire wire = Wire.to(this.port)) {
			byte[] end = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
			assertWhole(wire.send(head, size, BODY, end).readAll(), 415, "unsupported-media-type");
		}
	}

	@Test
	void shouldAnswerBeforeTheBodyHasCome() {
		try (Wire wire = Wire.to(this.port)) {
			wire.send(request("/form", "text/plain", BODY.length));
			assertWhole(wire.readUntil("}"), 415, "unsupported-media-type");
		}
	}

	@Test
	void shouldServeTheNextRequestOnTheSameConnection() {
		byte[] keepAlive = new String(request("/body", "text/plain", BODY.length), StandardCharsets.ISO_8859_1)
			.replace("Connection: close\r\n", "")
			.getBytes(StandardCharsets.ISO_8859_1);
		try (Wire wire = Wire.to(this.port)) {
			assertThat(wire.send(keepAlive, BODY, Wire.request("GET", "/ok")).readAll()).startsWith("HTTP/1.1 415 ")
				.endsWith("served");
		}
	}

	@Test
	void shouldAnswerRefusalsOfFiltersToo() {
		ConfigurableApplicationContext guarded = TestService.start("privatelink.proxy-protocol=required",
				"privatelink.allowed-endpoints=vpce-0a");
		try (guarded) {
			for (int i = 0; i < 20; i++) {
				try (Wire wire = Wire.to(TestService.port(guarded))) {
					wire.send(ProxyBytes.through("vpce-0b"), request("/body", "text/plain", BODY.length), BODY);
					assertWhole(wire.readAll(), 403, "endpoint-not-allowed");
				}
			}
		}
	}

	@Test
	void shouldNotAskForABodyThatIsRefused() {
		try (Wire wire = Wire.to(this.port)) {
			byte[] request = Wire.request("POST", "/form", "Content-Type: text/plain", "Content-Length: 10000000",
					"Expect: 100-continue");
			assertWhole(wire.send(request).readAll(), 415, "unsupported-media-type");
		}
	}

	@Test
	void shouldNotReadWithoutEnd() {
		try (Wire wire = Wire.to(this.port)) {
			wire.send(request("/body", "text/plain", 10L * BODY.length));
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
				for (int i = 0; i < 10; i++) {
					wire.send(BODY);
				}
			});
		}
	}

	@Test
	void shouldNotReadForEver() {
		try (Wire wire = Wire.to(this.port)) {
			wire.send(request("/form", "text/plain", BODY.length));
			Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(15)).until(() -> {
				try {
					wire.send(new byte[1]);
					return false;
				}
				catch (UncheckedIOException ex) {
					return true;
				}
			});
		}
	}

	private static byte[] request(String path, String type, long length) {
		return Wire.request("POST", path, "Content-Type: " + type, "Content-Length: " + length);
	}

	private static void assertWhole(String response, int status, String slug) {
		assertThat(response).startsWith("HTTP/1.1 %d ".formatted(status))
			.contains("{\"type\":\"urn:problem-type:%s\"".formatted(slug), "\"requestId\":\"", "\"}");
	}

}
