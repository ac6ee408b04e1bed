package dev.crossaccount.todo.item;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Reads rows of a place, an id, a text, and how long the texts are so far, into a page.
 */
class TodoPageReader implements ResultSetExtractor<TodoPage> {

	@Override
	public TodoPage extractData(ResultSet rows) throws SQLException {
		TodoPage page = new TodoPage();
		while (rows.next()) {
			page.add(rows.getLong(1), rows.getString(2), rows.getString(3));
			page.count(rows.getLong(4));
		}
		return page;
	}

}
