package dev.crossaccount.privatelink.openapi;

import java.io.IOException;
import java.util.stream.Stream;

import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Publishes the OpenAPI document of a service that has one, and completes it where it is
 * made.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
public final class OpenApiAutoConfiguration {

	@Bean
	@ConditionalOnResource(resources = "classpath:" + OpenApiController.PATH)
	OpenApiController openApiController() throws IOException {
		return new OpenApiController();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(OpenApiCustomizer.class)
	static class SpringDocConfiguration {

		@Bean
		OpenApiCustomizer commonAnswers(ObjectProvider<ProblemExamples> examples, JsonMapper json) {
			return new CommonAnswers(
					Stream.concat(Stream.of(CommonAnswers.PROBLEMS), examples.orderedStream()).toList(), json);
		}

	}

}
