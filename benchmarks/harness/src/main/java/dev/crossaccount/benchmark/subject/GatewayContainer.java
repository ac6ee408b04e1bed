package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;
import dev.crossaccount.benchmark.process.ResidentMemory;
import dev.crossaccount.benchmark.process.Tool;

/** Our gateway in its image, as it is shipped, with a limit to its memory. */
public final class GatewayContainer {

	/** What the container may use. */
	public static final String LIMIT = "256m";

	private static final String NAME = "cross-account-benchmark-gateway";

	private static final String IMAGE = "cross-account-apis/gateway-service:benchmark";

	private final Bench bench;

	private final Subject subject;

	private GatewayContainer(Bench bench, Subject subject) {
		this.bench = bench;
		this.subject = subject;
	}

	/**
	 * Builds the image, and starts a container on this machine's network.
	 * @param bench what it is started with
	 * @param gateway settings of a gateway with all its duties
	 * @return it
	 */
	static GatewayContainer start(Bench bench, Gateways.Settings gateway) {
		if (!Tool.succeeds(bench.root(), List.of("docker", "version"))) {
			throw new IllegalStateException("Docker is missing, in which the gateway's image would run.");
		}
		Tool.run(bench.root(), List.of("docker", "build", "-q", "-f", "gateway-service/Dockerfile", "-t", IMAGE, "."));
		// The image's user writes its access log there.
		Tool.run(bench.root(), List.of("chmod", "-R", "a+rwX", gateway.folder().toString()));
		remove(bench);
		bench.programs().atTheEnd(() -> remove(bench));
		List<String> words = new ArrayList<>(
				List.of("docker", "run", "--name", NAME, "--network", "host", "--memory", LIMIT, "--memory-swap", LIMIT,
						"--cpuset-cpus", bench.cores().subjectList(), "-v", gateway.folder() + ":" + gateway.folder()));
		gateway.environment().forEach((key, value) -> words.addAll(List.of("-e", key + "=" + value)));
		words.add(IMAGE);
		Program program = bench.programs().start("gateway-container", Map.of(), words);
		new Scrape(program, gateway.managementPort()).start();
		return new GatewayContainer(bench, new Subject("container", "gateway in its image, full duty, API key", program,
				gateway.port(), gateway.headers(), true));
	}

	/**
	 * Returns it as what answers requests. Its process is Docker's, so time and memory
	 * are not to be read there.
	 * @return the subject
	 */
	public Subject subject() {
		return this.subject;
	}

	/**
	 * Returns the most memory that it has had in RAM.
	 * @return the size in bytes
	 */
	public long mostMemory() {
		return ResidentMemory.mostBytesOf(Long.parseLong(inspect("{{.State.Pid}}")));
	}

	/**
	 * Says whether it was killed because it used too much.
	 * @return whether it was
	 */
	public boolean isOutOfMemory() {
		return Boolean.parseBoolean(inspect("{{.State.OOMKilled}}"));
	}

	private String inspect(String what) {
		return Tool.run(this.bench.root(), List.of("docker", "inspect", "-f", what, NAME));
	}

	private static void remove(Bench bench) {
		Tool.succeeds(bench.root(), List.of("docker", "rm", "--force", "--volumes", NAME));
	}

}
