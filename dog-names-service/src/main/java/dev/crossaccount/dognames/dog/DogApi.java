package dev.crossaccount.dognames.dog;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Says in the OpenAPI document what {@link DogController} does.
 */
@OpenAPIDefinition(
		info = @Info(title = "Dog names", version = "1.0.0", description = "Draws a name for a dog.",
				license = @License(name = "Apache License 2.0", identifier = "Apache-2.0")),
		servers = @Server(url = "/", description = "Where this document is"),
		tags = @Tag(name = "dogs", description = "Dogs, each with a name and the gender that it is for."))
@Tag(name = "dogs")
interface DogApi {

	@Operation(operationId = "drawDog", summary = "Draw a dog",
			description = "Draws the gender evenly, then a name of that gender, evenly. Another dog each time, so never from a cache.")
	@ApiResponse(responseCode = "200", description = "A dog of any gender.",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = Dog.class),
					examples = @ExampleObject("{\"name\":\"Xena\",\"gender\":\"female\"}")))
	ResponseEntity<Dog> any();

	@Operation(operationId = "drawFemaleDog", summary = "Draw a female dog",
			description = "Draws one of the names for female dogs, evenly. Never from a cache.")
	@ApiResponse(responseCode = "200", description = "A female dog.",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = Dog.class),
					examples = @ExampleObject("{\"name\":\"Xena\",\"gender\":\"female\"}")))
	ResponseEntity<Dog> female();

	@Operation(operationId = "drawMaleDog", summary = "Draw a male dog",
			description = "Draws one of the names for male dogs, evenly. Never from a cache.")
	@ApiResponse(responseCode = "200", description = "A male dog.",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = Dog.class),
					examples = @ExampleObject("{\"name\":\"Rex\",\"gender\":\"male\"}")))
	ResponseEntity<Dog> male();

}
