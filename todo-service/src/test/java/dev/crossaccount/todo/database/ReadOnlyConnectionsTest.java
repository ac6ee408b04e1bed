package dev.crossaccount.todo.database;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;

class ReadOnlyConnectionsTest {

	private static final SQLException READ_ONLY = new SQLException("cannot execute INSERT in a read-only transaction",
			"25006");

	private static final SQLException DUPLICATE = new SQLException("duplicate key", "23505");

	@Test
	void shouldCloseAConnectionToAServerThatOnlyReads() {
		assertThat(new ReadOnlyConnections().adjudicate(READ_ONLY)).isEqualTo(Override.MUST_EVICT);
	}

	@Test
	void shouldLeaveOtherErrorsToThePool() {
		assertThat(new ReadOnlyConnections().adjudicate(DUPLICATE)).isEqualTo(Override.CONTINUE_EVICT);
	}

	@Test
	void shouldCallItAFailureOfTheDatabase() {
		assertThat(ReadOnlyConnections.translator().translate("insert", null, READ_ONLY))
			.isInstanceOf(DataAccessResourceFailureException.class);
	}

	@Test
	void shouldTranslateOtherErrorsAsSpringDoes() {
		assertThat(ReadOnlyConnections.translator().translate("insert", null, DUPLICATE))
			.isInstanceOf(DuplicateKeyException.class);
	}

}
