package dev.crossaccount.benchmark.subject;

import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;
import dev.crossaccount.benchmark.process.Tool;

/** PostgreSQL in a container with a volume of its own, both gone at the end. */
public final class Postgres {

	static final String IMAGE = "postgres:17";

	static final String PASSWORD = "benchmark";

	private static final String NAME = "cross-account-benchmark-postgres";

	private final int port;

	private Postgres(int port) {
		this.port = port;
	}

	/**
	 * Says why it cannot be started here.
	 * @param bench what it would be started with
	 * @return a reason, or nothing if it can
	 */
	public static String whyNot(Bench bench) {
		if (!Tool.succeeds(bench.root(), List.of("docker", "version"))) {
			return "there is no Docker, in which PostgreSQL would run";
		}
		return Tool.succeeds(bench.root(), List.of("docker", "image", "inspect", IMAGE))
				|| Tool.succeeds(bench.root(), List.of("docker", "pull", "-q", IMAGE)) ? ""
						: "Docker does not get the image " + IMAGE;
	}

	/**
	 * Starts it, and waits until it answers.
	 * @param bench what it is started with
	 * @return it
	 */
	public static Postgres start(Bench bench) {
		int port = Http.freePort();
		remove(bench);
		bench.programs().atTheEnd(() -> remove(bench));
		// On the host's network: Docker's own proxy would take time of its own, on any
		// processor.
		Program program = bench.programs()
			.start("postgres", Map.of(),
					List.of("docker", "run", "--rm", "--name", NAME, "--network", "host", "--cpuset-cpus",
							bench.cores().loadList(), "-e", "POSTGRES_USER=todo", "-e", "POSTGRES_DB=todo", "-e",
							"POSTGRES_PASSWORD=" + PASSWORD, IMAGE, "postgres", "-c", "listen_addresses=127.0.0.1",
							"-c", "port=" + port));
		Patience.until(program, () -> Tool.succeeds(bench.root(), List.of("docker", "exec", NAME, "pg_isready", "-h",
				"127.0.0.1", "-p", String.valueOf(port), "-U", "todo")));
		bench.programs()
			.adopt(Long.parseLong(Tool.run(bench.root(), List.of("docker", "inspect", "-f", "{{.State.Pid}}", NAME))));
		return new Postgres(port);
	}

	String url() {
		return "jdbc:postgresql://127.0.0.1:" + this.port + "/todo";
	}

	private static void remove(Bench bench) {
		Tool.succeeds(bench.root(), List.of("docker", "rm", "--force", "--volumes", NAME));
	}

}
