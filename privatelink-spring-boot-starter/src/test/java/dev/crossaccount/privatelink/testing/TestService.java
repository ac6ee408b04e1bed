package dev.crossaccount.privatelink.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.crossaccount.privatelink.quick.QuickAnswer;

/**
 * A service on random ports that has nothing but the starter.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(TestService.Endpoints.class)
public class TestService {

	/** Starts the service with properties, given as {@code key=value}. */
	public static ConfigurableApplicationContext start(String... properties) {
		return start(Map.of(), properties);
	}

	/** Starts the service with these environment variables only, and with properties. */
	public static ConfigurableApplicationContext start(Map<String, Object> variables, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		SpringApplication application = new SpringApplicationBuilder(TestService.class).web(WebApplicationType.SERVLET)
			.build();
		if (!variables.isEmpty()) {
			String source = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			application.addInitializers((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(source, new SystemEnvironmentPropertySource(source, variables)));
		}
		return application.run(arguments.toArray(new String[0]));
	}

	/** The port that serves the API. */
	public static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/** The port that serves health checks. */
	public static int managementPort(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	/** Holds a request until the test lets it go. */
	public record Gate(CountDownLatch entered, CountDownLatch open) {
	}

	@Bean
	Gate gate() {
		return new Gate(new CountDownLatch(1), new CountDownLatch(1));
	}

	/** Counts what {@code /quick} costs the controller. */
	public record ControllerCalls(AtomicInteger count) {
	}

	@Bean
	ControllerCalls controllerCalls() {
		return new ControllerCalls(new AtomicInteger());
	}

	@Bean
	QuickAnswer quick() {
		byte[] body = "{\"quick\":true}".getBytes(StandardCharsets.UTF_8);
		return new QuickAnswer("/quick", "no-store", () -> body);
	}

	record Body(int number) {
	}

	@RestController
	static class Endpoints {

		private final Gate gate;

		private final ControllerCalls calls;

		Endpoints(Gate gate, ControllerCalls calls) {
			this.gate = gate;
			this.calls = calls;
		}

		@GetMapping(path = "/quick", produces = MediaType.APPLICATION_JSON_VALUE)
		ResponseEntity<Map<String, Boolean>> quick() {
			this.calls.count().incrementAndGet();
			return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("quick", true));
		}

		@GetMapping("/waits")
		String waits() throws InterruptedException {
			this.gate.entered().countDown();
			this.gate.open().await();
			return "finished";
		}

		@PostMapping("/uploads")
		int uploads(InputStream body) throws IOException {
			this.gate.entered().countDown();
			return body.readAllBytes().length;
		}

		@GetMapping("/ok")
		String ok() {
			return "served";
		}

		@GetMapping("/seen")
		String seen(HttpServletRequest request) {
			return "remote=%s mdc=%s/%s".formatted(request.getRemoteAddr(), MDC.get("requestId"),
					MDC.get("vpcEndpointId"));
		}

		@GetMapping(path = "/number", produces = MediaType.APPLICATION_JSON_VALUE)
		int number(@RequestParam int value) {
			return value;
		}

		@GetMapping("/header")
		String header(@RequestHeader("X-Needed") String needed) {
			return needed;
		}

		@PostMapping("/body")
		int body(@RequestBody Body body) {
			return body.number();
		}

		@PostMapping(path = "/form", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
		void form() {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
		}

		@GetMapping("/cached")
		void cached(HttpServletResponse response) {
			response.setHeader("Cache-Control", "private, no-cache");
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("a secret of the implementation");
		}

		@GetMapping("/unavailable")
		String unavailable() {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}

		@GetMapping("/send-error")
		void sendError(HttpServletResponse response) throws Exception {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST, "a secret of the implementation");
		}

	}

}
