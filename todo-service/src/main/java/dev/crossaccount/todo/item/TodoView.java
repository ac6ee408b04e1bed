package dev.crossaccount.todo.item;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Holds a todo as clients see it.
 *
 * @param id what clients know it by
 * @param data its text
 */
@Schema(description = "A todo.", requiredProperties = { "id", "data" })
record TodoView(
		@Schema(description = "What it is known by: opaque.", pattern = "^[0-9a-f]{8,64}$",
				example = "d2be7fe9") String id,
		@Schema(description = "Its text.", minLength = 1, maxLength = TodoText.MAX_LENGTH,
				example = "Write new AWS blog post") String data) {
}
