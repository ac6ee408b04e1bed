package dev.crossaccount.todo.item;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.crossaccount.todo.database.DatabaseQueue;

/**
 * Offers todos over HTTP.
 * <p>
 * Every mapping with a body names what it produces, so that a request that accepts
 * nothing of it is refused before it changes anything.
 */
@RestController
@RequestMapping("/todo")
class TodoController implements TodoApi {

	private final TodoService service;

	private final DatabaseQueue database;

	TodoController(TodoService service, DatabaseQueue database) {
		this.service = service;
		this.database = database;
	}

	@Override
	@PostMapping(consumes = { MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.APPLICATION_JSON_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	public ResponseEntity<TodoView> create(TodoText text, @RequestHeader HttpHeaders headers) {
		Optional<IdempotencyKey> key = IdempotencyKey.from(headers);
		TodoView todo = this.database
			.call(() -> key.isPresent() ? this.service.createOnce(text, key.get()) : this.service.create(text));
		return ResponseEntity.created(URI.create("/todo/" + todo.id())).body(todo);
	}

	@Override
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	public ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String after) {
		PageQuery query = PageQuery.of(limit, after);
		// One more than asked for tells whether there is a next page.
		TodoPage page = this.database.call(() -> this.service.list(query, query.limit() + 1));
		ResponseEntity.BodyBuilder response = ResponseEntity.ok();
		if (page.isMoreThan(query.limit())) {
			response.header(HttpHeaders.LINK, "</todo?limit=%d&after=%s>; rel=\"next\"".formatted(query.limit(),
					PageQuery.after(page.lastButOne())));
		}
		return response.body(page.toJson(query.limit()));
	}

	@Override
	@GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	public ResponseEntity<TodoView> get(@PathVariable String id) {
		// Spring compares If-None-Match with the tag, and answers 304.
		return respond(this.database.call(() -> this.service.get(id)));
	}

	@Override
	@PutMapping(path = "/{id}",
			consumes = { MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.APPLICATION_JSON_VALUE },
			produces = MediaType.APPLICATION_JSON_VALUE)
	public ResponseEntity<TodoView> replace(@PathVariable String id, TodoText text,
			@RequestHeader HttpHeaders headers) {
		IfMatch condition = IfMatch.from(headers);
		return respond(this.database.call(() -> this.service.replace(id, text, condition)));
	}

	@Override
	@DeleteMapping("/{id}")
	public ResponseEntity<Void> delete(@PathVariable String id, @RequestHeader HttpHeaders headers) {
		IfMatch condition = IfMatch.from(headers);
		this.database.run(() -> this.service.delete(id, condition));
		return ResponseEntity.noContent().build();
	}

	private static ResponseEntity<TodoView> respond(Todo todo) {
		return ResponseEntity.ok().eTag(todo.etag()).body(todo.view());
	}

}
