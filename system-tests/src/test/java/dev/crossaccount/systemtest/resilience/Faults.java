package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Topology;

import static org.assertj.core.api.Assertions.assertThat;

/** What befalls a container. */
final class Faults {

	private Faults() {
	}

	/**
	 * Ends a container's program by SIGKILL, as the kernel does where memory is short.
	 * {@code docker kill} would count as stopped by hand, after which Docker restarts
	 * nothing.
	 */
	static void crash(Topology.Container container) {
		int pid = container.description().at("/State/Pid").asInt();
		assertThat(pid).as("process of %s", container.name()).isGreaterThan(1);
		String kill = "kill -KILL " + pid;
		Command here = Command.run(Duration.ofSeconds(10), Map.of(), List.of("bash", "-c", kill));
		if (here.exitCode() != 0) {
			// Not root, or Docker's processes are elsewhere.
			docker("run", "--rm", "--pid=host", "--network=none", "--cap-drop=ALL", "--cap-add=KILL", "--user=root",
					"--entrypoint=bash", "postgres:17", "-c", kill);
		}
	}

	/** Lets none of a container's programs run, as a machine that hangs does. */
	static void pause(Topology.Container container) {
		docker("pause", container.id());
	}

	static void unpause(Topology.Container container) {
		docker("unpause", container.id());
	}

	static void docker(String... words) {
		Command.run(Duration.ofMinutes(1), Map.of(), Stream.concat(Stream.of("docker"), Stream.of(words)).toList())
			.succeeds();
	}

}
