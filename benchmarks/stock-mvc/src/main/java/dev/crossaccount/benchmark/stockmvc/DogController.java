package dev.crossaccount.benchmark.stockmvc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Draws a dog, as dog-names-service does. */
@RestController
class DogController {

	private final List<Dog> females = read("female");

	private final List<Dog> males = read("male");

	@GetMapping("/dogs")
	ResponseEntity<Dog> draw() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		List<Dog> dogs = random.nextBoolean() ? this.females : this.males;
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(dogs.get(random.nextInt(dogs.size())));
	}

	private static List<Dog> read(String gender) {
		try {
			return new ClassPathResource("names/" + gender + "s.txt").getContentAsString(StandardCharsets.UTF_8)
				.lines()
				.map((name) -> new Dog(name, gender))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Dog(String name, String gender) {
	}

}
