package dev.crossaccount.todo.item;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.crossaccount.privatelink.openapi.ProblemExamples;
import dev.crossaccount.privatelink.problem.Problems;

/** Teaches Spring MVC to read todos, and shows what it answers where it cannot. */
@Configuration(proxyBeanMethods = false)
class TodoWebConfiguration implements WebMvcConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new TodoTextResolver());
	}

	@Bean
	static ProblemExamples todoProblems() {
		return new ProblemExamples(List.of(
				TodoAdvice
					.problem(new InvalidValueException(TodoText.FIELD, "The JSON object must have a member 'data'.")),
				TodoAdvice.problem(new TodoNotFoundException("d2be7fe9")),
				TodoAdvice.problem(new PreconditionFailedException()),
				TodoAdvice.problem(new BodyTooLargeException(TodoTextResolver.MAX_BODY)),
				Problems.ofStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
						"Send a body as one of: application/x-www-form-urlencoded, application/json."),
				TodoAdvice.problem(new IdempotencyKeyReusedException()),
				Problems.ofStatus(HttpStatus.SERVICE_UNAVAILABLE,
						"The database does not answer just now. Try again in a few seconds.")));
	}

}
