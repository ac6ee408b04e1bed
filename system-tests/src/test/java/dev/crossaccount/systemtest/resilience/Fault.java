package dev.crossaccount.systemtest.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.crossaccount.systemtest.Command;
import dev.crossaccount.systemtest.Topology;

import static org.assertj.core.api.Assertions.assertThat;

/** What befalls a container, and how it ends. */
enum Fault {

	RESTARTED("restarted", (container) -> docker("restart", container.id()), (container) -> {
	}),

	/** Its program ends as where memory is short, and Docker starts it again. */
	CRASHED("killed by SIGKILL", Fault::crash, (container) -> {
	}),

	/** The same, but Docker takes it for stopped by hand, and starts nothing. */
	KILLED("killed by SIGKILL", (container) -> docker("kill", container.id()),
			(container) -> docker("start", container.id())),

	/** None of its programs run, as on a machine that hangs. */
	PAUSED("paused", (container) -> docker("pause", container.id()), (container) -> docker("unpause", container.id())),

	STOPPED("stopped", (container) -> docker("stop", container.id()), (container) -> docker("start", container.id()));

	private final String words;

	private final Consumer<Topology.Container> beginning;

	private final Consumer<Topology.Container> ending;

	Fault(String words, Consumer<Topology.Container> beginning, Consumer<Topology.Container> ending) {
		this.words = words;
		this.beginning = beginning;
		this.ending = ending;
	}

	void begin(Topology.Container container) {
		this.beginning.accept(container);
	}

	void end(Topology.Container container) {
		this.ending.accept(container);
	}

	@Override
	public String toString() {
		return this.words;
	}

	static void docker(String... words) {
		Command.run(Duration.ofMinutes(1), Map.of(), Stream.concat(Stream.of("docker"), Stream.of(words)).toList())
			.succeeds();
	}

	private static void crash(Topology.Container container) {
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

}
