package dev.crossaccount.privatelink.requestid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.crossaccount.privatelink.testing.ProxyBytes;
import dev.crossaccount.privatelink.testing.TestService;
import dev.crossaccount.privatelink.testing.Wire;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CorrelationPatternIT {

	@Test
	void shouldLeaveNoGaps(CapturedOutput output) {
		ConfigurableApplicationContext service = TestService.start("privatelink.proxy-protocol=required");
		try (service) {
			get(service, ProxyBytes.withoutEndpoint(), "r1");
			get(service, ProxyBytes.through("vpce-0a"), "r2");
		}
		assertThat(output).containsPattern("] \\[r1] \\S+ProblemAdvice ")
			.containsPattern("] \\[r2 vpce-0a] \\S+ProblemAdvice ")
			.containsPattern("\\[ +main] \\S+JettyWebServer ");
	}

	private static void get(ConfigurableApplicationContext service, byte[] header, String id) {
		try (Wire wire = Wire.to(TestService.port(service))) {
			wire.send(header, Wire.request("GET", "/fails", "X-Request-Id: " + id)).readAll();
		}
	}

}
