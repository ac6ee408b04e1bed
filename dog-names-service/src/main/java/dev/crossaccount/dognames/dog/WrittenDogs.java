package dev.crossaccount.dognames.dog;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;

import dev.crossaccount.privatelink.quick.QuickAnswer;

/** Holds each dog as JSON, so that drawing one is all that a request costs. */
class WrittenDogs {

	private static final Logger LOG = LoggerFactory.getLogger(DogController.class);

	private static final String NEVER_CACHED = String.valueOf(CacheControl.noStore().getHeaderValue());

	private final Map<Dog, byte[]> written;

	WrittenDogs(Kennel kennel, JsonMapper json) {
		this.written = kennel.dogs()
			.collect(Collectors.toUnmodifiableMap(Function.identity(), json::writeValueAsBytes));
	}

	/**
	 * Makes the answer of one path.
	 * @param path the path
	 * @param draw draws a dog
	 * @return the answer, which leaves requests to {@link DogController} while that logs
	 */
	QuickAnswer answer(String path, Supplier<Dog> draw) {
		return new QuickAnswer(path, NEVER_CACHED, () -> LOG.isDebugEnabled() ? null : this.written.get(draw.get()));
	}

}
