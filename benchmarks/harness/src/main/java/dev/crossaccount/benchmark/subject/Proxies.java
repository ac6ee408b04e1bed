package dev.crossaccount.benchmark.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;

/** The gateway's peers, each in front of the upstream. */
public class Proxies {

	private final Bench bench;

	private final int upstreamPort;

	/**
	 * Makes the starter of proxies.
	 * @param bench what they are started with
	 * @param upstream what they are in front of
	 */
	public Proxies(Bench bench, Subject upstream) {
		this.bench = bench;
		this.upstreamPort = upstream.port();
	}

	/**
	 * Starts nginx.
	 * @return it
	 */
	public Subject nginx() {
		int port = Http.freePort();
		Path folder = this.bench.folder().resolve("nginx");
		Path configuration = Template.fill(this.bench.peer("nginx.conf"), folder.resolve("nginx.conf"),
				values(folder, port));
		return subject("nginx", "nginx", start("nginx", nginx(folder, configuration)), port, false);
	}

	/**
	 * Starts HAProxy.
	 * @return it
	 */
	public Subject haproxy() {
		int port = Http.freePort();
		Path folder = this.bench.folder().resolve("haproxy");
		Path configuration = Template.fill(this.bench.peer("haproxy.cfg"), folder.resolve("haproxy.cfg"),
				values(folder, port));
		Program program = start("haproxy", List.of("haproxy", "-db", "-f", configuration.toString()));
		return subject("haproxy", "HAProxy", program, port, false);
	}

	/**
	 * Starts Vert.x.
	 * @return it
	 */
	public Subject vertx() {
		int port = Http.freePort();
		Program program = this.bench.java("benchmarks/vertx-proxy", "gateway-service")
			.start(this.bench.programs(), "vertx", Map.of(),
					Map.of("port", String.valueOf(port), "upstream.port", String.valueOf(this.upstreamPort)));
		return subject("vertx", "Vert.x http-proxy", program, port, true);
	}

	/**
	 * Starts Spring Cloud Gateway without anything of ours.
	 * @return it
	 */
	public Subject stock() {
		int port = Http.freePort();
		Program program = this.bench.java("benchmarks/stock-gateway", "gateway-service")
			.start(this.bench.programs(), "stock", Map.of("SERVER_PORT", String.valueOf(port), "SERVER_ADDRESS",
					"127.0.0.1", "UPSTREAM", "http://127.0.0.1:" + this.upstreamPort), Map.of());
		return subject("stock", "stock Spring Cloud Gateway", program, port, true);
	}

	static List<String> nginx(Path folder, Path configuration) {
		return List.of("nginx", "-p", folder.toString(), "-e", "stderr", "-c", configuration.toString());
	}

	private Map<String, String> values(Path folder, int port) {
		return Map.of("USER", System.getProperty("user.name"), "WORKERS",
				String.valueOf(this.bench.cores().ofSubject()), "FOLDER", folder.toString(), "PORT",
				String.valueOf(port), "UPSTREAM_PORT", String.valueOf(this.upstreamPort));
	}

	private Program start(String name, List<String> command) {
		return this.bench.programs().start(name, Map.of(), this.bench.cores().forSubject(command));
	}

	private static Subject subject(String name, String title, Program program, int port, boolean jvm) {
		return new Subject(name, title, program, port, List.of(), jvm);
	}

}
