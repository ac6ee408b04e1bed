package dev.crossaccount.privatelink.endpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class GracefulStopIT {

	@Test
	void shouldFinishARequestInFlight(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext service = TestService.start("privatelink.proxy-protocol=required");
		TestService.Gate gate = service.getBean(TestService.Gate.class);
		try (Wire wire = Wire.to(TestService.port(service))) {
			wire.send(ProxyBytes.through(ProxyBytes.ENDPOINT), Wire.request("GET", "/waits"));
			assertThat(gate.entered().await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
			await().until(() -> output.getAll().contains("Commencing graceful shutdown"));
			assertThat(stopped).isNotDone();
			gate.open().countDown();
			assertThat(wire.readAll()).startsWith("HTTP/1.1 200 ").endsWith("finished");
			stopped.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void shouldWaitForAClientThatPausesWhileItSends(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext service = TestService.start();
		TestService.Gate gate = service.getBean(TestService.Gate.class);
		try (Wire wire = Wire.to(TestService.port(service))) {
			wire.send(Wire.request("POST", "/uploads", "Content-Length: 2"), new byte[] { 'a' });
			assertThat(gate.entered().await(10, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
			await().until(() -> output.getAll().contains("Commencing graceful shutdown"));
			// Longer than the second that Jetty would give.
			await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
			wire.send(new byte[] { 'b' });
			assertThat(wire.readAll()).startsWith("HTTP/1.1 200 ").endsWith("2");
			stopped.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void shouldAnswer408WhenTheClientStopsSending() throws Exception {
		try (ConfigurableApplicationContext service = TestService.start("server.jetty.connection-idle-timeout=1s");
				Wire wire = Wire.to(TestService.port(service))) {
			assertThat(wire.send(Wire.request("POST", "/uploads", "Content-Length: 2"), new byte[] { 'a' }).readAll())
				.startsWith("HTTP/1.1 408 ")
				.contains("urn:problem-type:request-timeout");
		}
	}

}
