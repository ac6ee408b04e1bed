package dev.crossaccount.todo.item;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Holds a todo as it is kept.
 *
 * @param seq its place in the order of creation
 * @param id what clients know it by: lower-case hex digits, at least 8
 * @param data its text
 * @param version how often it was written, from 1
 */
@Table("todo")
record Todo(@Id long seq, String id, String data, int version) {

	/**
	 * Returns the strong entity tag.
	 * @return the tag with its quotes
	 */
	String etag() {
		return '"' + Integer.toString(this.version) + '"';
	}

	TodoView view() {
		return new TodoView(this.id, this.data);
	}

}
