package dev.crossaccount.gateway.consumer;

import java.nio.file.Path;
import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Reads the consumers file, which must be valid for the gateway to start. */
@Configuration(proxyBeanMethods = false)
class ConsumerConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(ConsumerConfiguration.class);

	private final ConsumersSource source;

	private final ConsumersSource.Content content;

	ConsumerConfiguration(Environment environment) {
		this.source = new ConsumersSource(environment.getProperty("CONSUMERS_FILE"), Path.of(""));
		this.content = this.source.read();
	}

	@Bean
	Consumers consumers() {
		Registry registry = ConsumersParser.parse(this.content);
		LOG.info("Consumers from {}: {}", this.content.file(), registry);
		return new Consumers(registry);
	}

	@Bean(initMethod = "start")
	ConsumersReload consumersReload(Consumers consumers, MeterRegistry meters) {
		return new ConsumersReload(this.source, this.content, consumers, meters, InstantSource.system());
	}

}
