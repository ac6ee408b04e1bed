package dev.crossaccount.todo.database;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses requests until the schema is up to date. */
class SchemaGuard implements HandlerInterceptor {

	private final SchemaMigration schema;

	SchemaGuard(SchemaMigration schema) {
		this.schema = schema;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!this.schema.isDone()) {
			throw new DatabaseUnavailableException("The database has not been reached since start-up");
		}
		return true;
	}

}
