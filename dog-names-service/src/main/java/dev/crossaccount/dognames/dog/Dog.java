package dev.crossaccount.dognames.dog;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One dog, as the API writes it: {@code {"name":"Xena","gender":"female"}}.
 *
 * @param name the name
 * @param gender the gender that the name is for
 */
@Schema(description = "A dog.", requiredProperties = { "name", "gender" })
@JsonPropertyOrder({ "name", "gender" })
record Dog(@Schema(description = "Its name.", minLength = 1, example = "Xena") String name,
		@Schema(description = "The gender that the name is for.", example = "female") Gender gender) {

}
