package dev.crossaccount.todo.item;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, replaces and deletes todos. */
@Service
class TodoService {

	private static final int ID_DIGITS = 8;

	/** What can be an id: anything else need not trouble the database. */
	private static final Pattern ID = Pattern.compile("[0-9a-f]{8,64}");

	private final TodoRepository repository;

	private final IdSource ids;

	private final IdempotencyProperties idempotency;

	private final ApplicationEventPublisher events;

	TodoService(TodoRepository repository, IdSource ids, IdempotencyProperties idempotency,
			ApplicationEventPublisher events) {
		this.repository = repository;
		this.ids = ids;
		this.idempotency = idempotency;
		this.events = events;
	}

	TodoView create(TodoText text) {
		int digits = ID_DIGITS;
		String id = this.ids.draw(digits);
		while (!this.repository.insert(id, text.value())) {
			digits += 2;
			id = this.ids.draw(digits);
		}
		this.events.publishEvent(TodoChange.CREATED);
		return new TodoView(id, text.value());
	}

	/**
	 * Creates a todo, or returns what was created when the key was first used, whatever
	 * has become of it since.
	 * @param text the text
	 * @param key the key
	 * @return the todo as it was created
	 */
	@Transactional
	TodoView createOnce(TodoText text, IdempotencyKey key) {
		while (!this.repository.claim(key.value(), text.value())) {
			OffsetDateTime expiry = OffsetDateTime.now(ZoneOffset.UTC).minus(this.idempotency.retention());
			Optional<FirstAnswer> first = this.repository.findFirstAnswer(key.value(), expiry);
			if (first.isPresent()) {
				return repeat(first.get(), text);
			}
			this.repository.forget(key.value(), expiry);
		}
		TodoView todo = create(text);
		this.repository.answer(key.value(), todo.id());
		return todo;
	}

	private TodoView repeat(FirstAnswer first, TodoText text) {
		if (!first.data().equals(text.value())) {
			throw new IdempotencyKeyReusedException();
		}
		this.events.publishEvent(TodoChange.REPEATED);
		return new TodoView(first.todoId(), first.data());
	}

	TodoPage list(PageQuery query, int limit) {
		return this.repository.list(query.after(), limit, TodoPage.MAX_BYTES);
	}

	Todo get(String id) {
		return find(id).orElseThrow(() -> new TodoNotFoundException(id));
	}

	@Transactional
	Todo replace(String id, TodoText text, IfMatch condition) {
		boolean done = ID.matcher(id).matches()
				&& this.repository.update(id, text.value(), condition.any(), condition.versions());
		// The update locked the row: this reads what it wrote.
		Todo todo = get(id);
		if (!done) {
			throw new PreconditionFailedException();
		}
		this.events.publishEvent(TodoChange.REPLACED);
		return todo;
	}

	void delete(String id, IfMatch condition) {
		boolean done = ID.matcher(id).matches() && this.repository.delete(id, condition.any(), condition.versions());
		if (!done) {
			get(id);
			throw new PreconditionFailedException();
		}
		this.events.publishEvent(TodoChange.DELETED);
	}

	private Optional<Todo> find(String id) {
		return ID.matcher(id).matches() ? this.repository.find(id) : Optional.empty();
	}

}
