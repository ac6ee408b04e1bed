package dev.crossaccount.dognames.dog;

import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import dev.crossaccount.privatelink.quick.QuickAnswer;

/**
 * Fills the kennel at start-up, so that a wrong file of names stops it.
 */
@Configuration(proxyBeanMethods = false)
class DogConfiguration {

	@Bean
	Kennel kennel() {
		return new Kennel(Kennel.read(ClassPathResource::new), ThreadLocalRandom::current);
	}

	@Bean
	WrittenDogs writtenDogs(Kennel kennel, JsonMapper json) {
		return new WrittenDogs(kennel, json);
	}

	@Bean
	QuickAnswer anyDog(WrittenDogs dogs, Kennel kennel) {
		return dogs.answer("/dogs", kennel::draw);
	}

	@Bean
	QuickAnswer femaleDog(WrittenDogs dogs, Kennel kennel) {
		return dogs.answer("/dogs/females", () -> kennel.draw(Gender.FEMALE));
	}

	@Bean
	QuickAnswer maleDog(WrittenDogs dogs, Kennel kennel) {
		return dogs.answer("/dogs/males", () -> kennel.draw(Gender.MALE));
	}

}
