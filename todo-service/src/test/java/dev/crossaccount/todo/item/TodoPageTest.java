package dev.crossaccount.todo.item;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TodoPageTest {

	@Test
	void shouldWriteTodosAsTheOtherAnswersDo() {
		List<TodoView> todos = List.of(new TodoView("d2be7fe9", "Write new AWS blog post"),
				new TodoView("00000000", "\"quotes\" and \\, \t, \u0001, é, €, \ud83d\ude00, \u2028, </script>"));
		assertThat(page(todos, 2)).isEqualTo(JsonMapper.shared().writeValueAsString(todos));
	}

	@Test
	void shouldShowNoMoreThanIsAskedFor() {
		TodoView first = new TodoView("d2be7fe9", "first");
		TodoView second = new TodoView("00000000", "second");
		assertThat(page(List.of(first, second), 1)).isEqualTo("[{\"id\":\"d2be7fe9\",\"data\":\"first\"}]");
		assertThat(page(List.of(first), 1)).isEqualTo("[{\"id\":\"d2be7fe9\",\"data\":\"first\"}]");
		assertThat(page(List.of(), 1)).isEqualTo("[]");
	}

	@Test
	void shouldKnowWhereTheNextPageBegins() {
		TodoPage page = new TodoPage();
		page.add(7, "d2be7fe9", "first");
		assertThat(page.isMoreThan(1)).isFalse();
		page.add(9, "00000000", "second");
		assertThat(page.isMoreThan(1)).isTrue();
		assertThat(page.lastButOne()).isEqualTo(7);
	}

	@Test
	void shouldLeaveTheTodoThatMakesItTooLongToTheNextPage() {
		TodoPage page = new TodoPage();
		page.add(7, "d2be7fe9", "first");
		page.count(TodoPage.MAX_BYTES - 1);
		page.add(9, "00000000", "second");
		assertThat(page.isMoreThan(2)).isFalse();
		page.count(TodoPage.MAX_BYTES);
		assertThat(page.isMoreThan(2)).isTrue();
		assertThat(page.lastButOne()).isEqualTo(7);
		assertThat(new String(page.toJson(2), StandardCharsets.UTF_8)).endsWith("\"first\"}]");
	}

	@Test
	void shouldHoldALargePage() {
		List<TodoView> todos = List.of(new TodoView("d2be7fe9", "x".repeat(30_000)),
				new TodoView("00000000", "€".repeat(30_000)), new TodoView("00000001", "last"));
		assertThat(page(todos, 2)).isEqualTo(JsonMapper.shared().writeValueAsString(todos.subList(0, 2)));
	}

	private static String page(List<TodoView> todos, int limit) {
		TodoPage page = new TodoPage();
		todos.forEach((todo) -> page.add(1, todo.id(), todo.data()));
		return new String(page.toJson(limit), StandardCharsets.UTF_8);
	}

}
