package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of docs/operations.md that keep todos and bring them back. */
@ResilienceTest
class BackupST {

	private static final List<String> TABLES = List.of("todo", "first_answer", "flyway_schema_history",
			"(SELECT last_value FROM todo_seq_seq)");

	@TempDir
	private Path folder;

	private final Topology topology;

	BackupST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldBringBackEveryRow(Report.Row row) throws IOException {
		row.of("backup, loss of all todos, restore, by the commands of operations.md",
				"every table's rows have the same hash");
		List<String> commands = commands();
		List<String> created = create();
		String kept = this.topology.post("/todo", "data=kept%20%E2%9C%93%22%5C%27%0A")
			.headers()
			.firstValue("location")
			.orElseThrow();
		List<String> before = hashes();
		run(commands.get(0));
		assertThat(this.topology.send("DELETE", kept).statusCode()).isEqualTo(204);
		Psql.rows(this.topology, "TRUNCATE todo, first_answer RESTART IDENTITY");
		assertThat(this.topology.post("/todo", "data=lost").statusCode()).isEqualTo(201);
		assertThat(hashes()).doesNotContainAnyElementsOf(before.subList(0, 2));
		run(commands.get(1));
		row.measured("rows and hash of %s: %s", String.join(", ", TABLES.subList(0, 2)),
				String.join(", ", before.subList(0, 2)).replace('|', ' '));
		assertThat(hashes()).isEqualTo(before);
		assertThat(this.topology.send("GET", kept).statusCode()).isEqualTo(200);
		assertThat(this.topology.post("/todo", "data=next").statusCode()).isEqualTo(201);
		assertThat(created)
			.allSatisfy((todo) -> assertThat(this.topology.send("GET", todo).statusCode()).isEqualTo(200));
	}

	/** With a key each, so that first answers are kept too. */
	private List<String> create() {
		Api api = new Api(this.topology);
		return IntStream.range(0, 50)
			.mapToObj((i) -> api.send("POST", "/todo", Api.json("kept " + i), "Content-Type", Api.JSON,
					"Idempotency-Key", UUID.randomUUID().toString()))
			.map((answer) -> Api.header(answer, "Location"))
			.toList();
	}

	private List<String> hashes() {
		return TABLES.stream().map((table) -> Psql.hash(this.topology, table)).toList();
	}

	private static List<String> commands() throws IOException {
		List<String> commands = Documented.commands("docs/operations.md", "Back up the todos").get(0).lines().toList();
		assertThat(commands).hasSize(2).first().asString().contains("pg_dump");
		return commands;
	}

	/** As it is on the page, but for the folder and the name of the topology. */
	private void run(String command) {
		Map<String, String> environment = Map.of("COMPOSE_PROJECT_NAME", Topology.PROJECT, "COMPOSE_FILE",
				Command.ROOT.resolve("docker-compose.yml").toString());
		Command
			.run(Duration.ofMinutes(1), environment,
					List.of("bash", "-c", "cd \"$0\" && " + command, this.folder.toString()))
			.succeeds();
	}

}
