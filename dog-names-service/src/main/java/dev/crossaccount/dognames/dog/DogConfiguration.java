package dev.crossaccount.dognames.dog;

import java.util.concurrent.ThreadLocalRandom;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/**
 * Fills the kennel at start-up, so that a wrong file of names stops it.
 */
@Configuration(proxyBeanMethods = false)
class DogConfiguration {

	@Bean
	Kennel kennel() {
		return new Kennel(Kennel.read(ClassPathResource::new), ThreadLocalRandom::current);
	}

}
