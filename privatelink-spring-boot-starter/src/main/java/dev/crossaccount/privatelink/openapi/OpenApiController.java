package dev.crossaccount.privatelink.openapi;

import java.io.IOException;

import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Publishes the OpenAPI document that is in the service's jar.
 * <p>
 * It is made from the code by the service's tests rather than while it runs: each
 * instance would spend memory and time at start on a document that never changes.
 */
@Hidden
@RestController
class OpenApiController {

	/** Path of the document, in HTTP and in the jar. */
	static final String PATH = "/openapi.json";

	private final byte[] document;

	OpenApiController() throws IOException {
		this.document = new ClassPathResource(PATH).getContentAsByteArray();
	}

	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] document() {
		return this.document;
	}

}
