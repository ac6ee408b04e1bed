package dev.crossaccount.todo.database;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Connections to a server that was the writer before a failover: it refuses writes, and
 * would go on to. Such a connection is closed, and the request answered as when the
 * database is away.
 * <p>
 * The pool makes its own of these, by name.
 */
public class ReadOnlyConnections implements SQLExceptionOverride {

	/** PostgreSQL's read_only_sql_transaction. */
	private static final String READ_ONLY = "25006";

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return isReadOnly(ex) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

	/**
	 * Translates what Spring has no exception of its own for.
	 * @return Spring's translator, with that
	 */
	static SQLExceptionTranslator translator() {
		SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
		translator.setCustomTranslator((task, sql, ex) -> isReadOnly(ex) ? new DataAccessResourceFailureException(
				"The database server only reads: it is not the writer any more", ex) : null);
		return translator;
	}

	private static boolean isReadOnly(SQLException ex) {
		return READ_ONLY.equals(ex.getSQLState());
	}

}
