package dev.crossaccount.todo.item;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes what a client sends; {@link TodoText} is what is read of it.
 *
 * @param data the text
 */
@Schema(description = "A todo to be kept. Other fields are ignored.", requiredProperties = "data")
record NewTodo(@Schema(
		description = "1 to 4,096 characters (Unicode code points), not counting white space around, which is removed.",
		minLength = 1, example = "Write new AWS blog post") String data) {
}
