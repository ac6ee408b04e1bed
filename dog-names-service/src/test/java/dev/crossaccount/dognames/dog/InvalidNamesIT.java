package dev.crossaccount.dognames.dog;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class InvalidNamesIT {

	@Test
	void shouldStopStartUpWithASentence(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(BlankLine.class).web(WebApplicationType.NONE)
			.build();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(application::run);
		assertThat(output).contains("APPLICATION FAILED TO START", "females.txt, line 2: the line is blank.")
			.doesNotContain("\tat ");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BlankLine {

		@Bean
		Kennel kennel() {
			return new Kennel(
					Kennel.read((name) -> new ByteArrayResource("Xena\n\nZoe\n".getBytes(StandardCharsets.UTF_8)) {
						@Override
						public String getFilename() {
							return name.substring("names/".length());
						}
					}), () -> {
						throw new IllegalStateException();
					});
		}

	}

}
