package dev.crossaccount.dognames.dog;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(controllers = DogController.class, properties = "logging.level.dev.crossaccount.dognames=debug")
@ExtendWith(OutputCaptureExtension.class)
class DogControllerTest {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private MockMvcTester mvc;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/dogs         | {"name":"Xena","gender":"female"}
			/dogs/females | {"name":"Xena","gender":"female"}
			/dogs/males   | {"name":"Rex","gender":"male"}
			""")
	void shouldHandOutADog(String path, String body, CapturedOutput output) {
		assertThat(this.mvc.get().uri(path)).hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
			.hasHeader("Cache-Control", "no-store")
			.body()
			.asString()
			.isEqualTo(body);
		assertThat(output).containsPattern("DEBUG .*DogController.* : \\Q" + body + "\\E");
	}

	@Test
	void shouldAnswerHead() {
		assertThat(this.mvc.head().uri("/dogs")).hasStatusOk().hasHeader("Cache-Control", "no-store");
	}

	@Test
	void shouldRefuseOtherMethodsAndForms() {
		assertThat(this.mvc.post().uri("/dogs")).hasStatus(405)
			.hasHeader("Allow", "GET, HEAD")
			.bodyJson()
			.extractingPath("$.type")
			.isEqualTo("urn:problem-type:method-not-allowed");
		assertThat(this.mvc.get().uri("/dogs").accept(MediaType.APPLICATION_XML)).hasStatus(406)
			.hasHeader("Cache-Control", "no-store")
			.bodyJson()
			.extractingPath("$.type")
			.isEqualTo("urn:problem-type:not-acceptable");
		assertThat(this.mvc.get().uri("/dogs/cats")).hasStatus(404)
			.bodyJson()
			.extractingPath("$.type")
			.isEqualTo("urn:problem-type:not-found");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OneOfEach {

		@Bean
		Kennel kennel() {
			Map<Gender, String[]> names = Map.of(Gender.FEMALE, new String[] { "Xena" }, Gender.MALE,
					new String[] { "Rex" });
			return new Kennel(names, () -> () -> -1L);
		}

	}

}
