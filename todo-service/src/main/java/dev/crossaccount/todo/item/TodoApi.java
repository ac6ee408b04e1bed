package dev.crossaccount.todo.item;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Says in the OpenAPI document what {@link TodoController} does. */
@OpenAPIDefinition(
		info = @Info(title = "Todos", version = "1.0.0",
				description = "Keeps todos: text of 1 to 4,096 characters, each under an id.",
				license = @License(name = "Apache License 2.0", identifier = "Apache-2.0")),
		servers = @Server(url = "/", description = "Where this document is"),
		tags = @Tag(name = "todos", description = "Todos, in the order in which they were created."))
@Tag(name = "todos")
interface TodoApi {

	String TODO = "{\"id\":\"d2be7fe9\",\"data\":\"Write new AWS blog post\"}";

	@Operation(operationId = "createTodo", summary = "Create a todo",
			description = "Keeps a new todo, from a form or from JSON. "
					+ "With an Idempotency-Key it can be repeated safely: the first answer is given again for 24 hours.",
			requestBody = @RequestBody(required = true, description = "The text of the todo.",
					content = {
							@Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
									schema = @Schema(implementation = NewTodo.class),
									examples = @ExampleObject("{\"data\":\"Write new AWS blog post\"}")),
							@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
									schema = @Schema(implementation = NewTodo.class),
									examples = @ExampleObject("{\"data\":\"Write new AWS blog post\"}")) }))
	@Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER,
			description = "What tells a repeated request from a new one: any text that the client uses for this todo alone.",
			schema = @Schema(type = "string", pattern = "^[!-~]{1,255}$"), example = "2f9d3c1e-write-blog-post")
	@ApiResponse(responseCode = "201", description = "The todo is kept.",
			headers = @Header(name = HttpHeaders.LOCATION, required = true, description = "The path of the todo.",
					schema = @Schema(type = "string", format = "uri-reference", example = "/todo/d2be7fe9")),
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TodoView.class), examples = @ExampleObject(TODO)))
	@ApiResponse(responseCode = "413", ref = "content-too-large")
	@ApiResponse(responseCode = "415", ref = "unsupported-media-type")
	@ApiResponse(responseCode = "422", ref = "unprocessable-content")
	ResponseEntity<TodoView> create(@Parameter(hidden = true) TodoText text,
			@Parameter(hidden = true) HttpHeaders headers);

	@Operation(operationId = "listTodos", summary = "List todos",
			description = "Lists todos, oldest first, a page at a time.")
	@ApiResponse(responseCode = "200", description = "A page of todos.",
			headers = @Header(name = HttpHeaders.LINK,
					description = "Where the next page is, as rel=\"next\" (RFC 8288); absent on the last one.",
					schema = @Schema(type = "string", example = "</todo?limit=100&after=MTAw>; rel=\"next\"")),
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					array = @ArraySchema(maxItems = PageQuery.MAX_LIMIT,
							schema = @Schema(implementation = TodoView.class)),
					examples = @ExampleObject("[" + TODO + "]")))
	ResponseEntity<byte[]> list(
			@Parameter(description = "How many todos at most; long ones end a page earlier.",
					schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"),
					example = "100") @Nullable String limit,
			@Parameter(description = "Where the page begins: taken as it is from the Link header of the page before.",
					schema = @Schema(type = "string", pattern = "^[A-Za-z0-9_-]+$"),
					example = "MTAw") @Nullable String after);

	@Operation(operationId = "getTodo", summary = "Read a todo",
			description = "Reads one todo. With If-None-Match a client asks whether its own copy is still right.")
	@Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER,
			description = "Entity tags of the client's copies.", schema = @Schema(type = "string"), example = "\"1\"")
	@ApiResponse(responseCode = "200", description = "The todo.",
			headers = @Header(name = HttpHeaders.ETAG, required = true, description = "Tag of this version.",
					schema = @Schema(type = "string", example = "\"1\"")),
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TodoView.class), examples = @ExampleObject(TODO)))
	@ApiResponse(responseCode = "304", description = "The client's copy is still right.",
			headers = @Header(name = HttpHeaders.ETAG, required = true, description = "Tag of this version.",
					schema = @Schema(type = "string", example = "\"1\"")),
			content = @Content)
	@ApiResponse(responseCode = "404", ref = "not-found")
	ResponseEntity<TodoView> get(@Parameter(description = "The todo's id.", example = "d2be7fe9") String id);

	@Operation(operationId = "replaceTodo", summary = "Replace a todo's text",
			description = "Gives a todo another text. With If-Match only if nobody has changed it since.",
			requestBody = @RequestBody(required = true, description = "The new text of the todo.",
					content = {
							@Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
									schema = @Schema(implementation = NewTodo.class),
									examples = @ExampleObject("{\"data\":\"Write two blog posts\"}")),
							@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
									schema = @Schema(implementation = NewTodo.class),
									examples = @ExampleObject("{\"data\":\"Write two blog posts\"}")) }))
	@Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER,
			description = "Entity tags of the versions that may be changed, or *.", schema = @Schema(type = "string"),
			example = "\"1\"")
	@ApiResponse(responseCode = "200", description = "The todo as it is now.",
			headers = @Header(name = HttpHeaders.ETAG, required = true, description = "Tag of the new version.",
					schema = @Schema(type = "string", example = "\"2\"")),
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = TodoView.class),
					examples = @ExampleObject("{\"id\":\"d2be7fe9\",\"data\":\"Write two blog posts\"}")))
	@ApiResponse(responseCode = "404", ref = "not-found")
	@ApiResponse(responseCode = "412", ref = "precondition-failed")
	@ApiResponse(responseCode = "413", ref = "content-too-large")
	@ApiResponse(responseCode = "415", ref = "unsupported-media-type")
	ResponseEntity<TodoView> replace(@Parameter(description = "The todo's id.", example = "d2be7fe9") String id,
			@Parameter(hidden = true) TodoText text, @Parameter(hidden = true) HttpHeaders headers);

	@Operation(operationId = "deleteTodo", summary = "Delete a todo",
			description = "Deletes a todo for good. With If-Match only if nobody has changed it since.")
	@Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER,
			description = "Entity tags of the versions that may be deleted, or *.", schema = @Schema(type = "string"),
			example = "\"1\"")
	@ApiResponse(responseCode = "204", description = "The todo is gone.", content = @Content)
	@ApiResponse(responseCode = "404", ref = "not-found")
	@ApiResponse(responseCode = "412", ref = "precondition-failed")
	ResponseEntity<Void> delete(@Parameter(description = "The todo's id.", example = "d2be7fe9") String id,
			@Parameter(hidden = true) HttpHeaders headers);

}
