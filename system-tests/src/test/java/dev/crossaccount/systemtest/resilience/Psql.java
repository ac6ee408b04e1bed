package dev.crossaccount.systemtest.resilience;

import java.util.List;

import dev.crossaccount.systemtest.Topology;

/** Asks the database itself, past the service. */
final class Psql {

	private Psql() {
	}

	/** The rows of a query, columns parted by {@code |}. */
	static List<String> rows(Topology topology, String query) {
		return topology.container("todo-database")
			.exec("psql", "-U", "todo", "-AtX", "-v", "ON_ERROR_STOP=1", "-c", query)
			.succeeds()
			.output()
			.lines()
			.toList();
	}

	/** One line for all rows of a table, which another row or value changes. */
	static String hash(Topology topology, String table) {
		return rows(topology, "SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM " + table + " t")
			.get(0);
	}

}
