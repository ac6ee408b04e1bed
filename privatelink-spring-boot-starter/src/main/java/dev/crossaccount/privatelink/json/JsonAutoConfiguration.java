package dev.crossaccount.privatelink.json;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Writes a service's JSON as a whole.
 */
@AutoConfiguration(after = JacksonAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(JsonMapper.class)
public final class JsonAutoConfiguration {

	/** Behind Boot's own, whose converter it replaces. */
	@Bean
	@Order(1)
	ServerHttpMessageConvertersCustomizer wholeJsonCustomizer(JsonMapper json) {
		return (builder) -> builder.withJsonConverter(new WholeJsonConverter(json));
	}

}
