package dev.crossaccount.dognames.dog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands out dogs: another one each time, hence never from a cache.
 */
@RestController
@RequestMapping(path = "/dogs", produces = MediaType.APPLICATION_JSON_VALUE)
class DogController implements DogApi {

	private static final Logger LOG = LoggerFactory.getLogger(DogController.class);

	private final Kennel kennel;

	private final JsonMapper json;

	DogController(Kennel kennel, JsonMapper json) {
		this.kennel = kennel;
		this.json = json;
	}

	@Override
	@GetMapping
	public ResponseEntity<Dog> any() {
		return response(this.kennel.draw());
	}

	@Override
	@GetMapping("/females")
	public ResponseEntity<Dog> female() {
		return response(this.kennel.draw(Gender.FEMALE));
	}

	@Override
	@GetMapping("/males")
	public ResponseEntity<Dog> male() {
		return response(this.kennel.draw(Gender.MALE));
	}

	private ResponseEntity<Dog> response(Dog dog) {
		if (LOG.isDebugEnabled()) {
			LOG.debug(this.json.writeValueAsString(dog));
		}
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(dog);
	}

}
