package dev.crossaccount.systemtest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README promises of {@code ./run}: a JDK and Maven, and nothing else. */
class RunST {

	private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

	@TempDir
	private Path folder;

	private RunScript script;

	@BeforeEach
	void takeTheShippedScript() {
		this.script = new RunScript(Command.ROOT, this.folder);
	}

	@Test
	void shouldAnswerTheReadmesCurlLinesLeaveNoProcessAndKeepTodosAcrossARestart() throws Exception {
		String before;
		try (RunScript.Running run = this.script.start()) {
			Transcript.ofReadme().replay(this.script.gatewayPort());
			before = this.script.curl("/todo");
			assertThat(run.output()).contains("Ready: http://localhost:" + this.script.gatewayPort())
				.contains("gateway | ")
				.contains("dogs    | ")
				.contains("todo    | ");
			assertThatItLeavesNoProcess(run, 130, () -> run.signalGroup("INT"));
		}
		try (RunScript.Running run = this.script.start()) {
			assertThat(this.script.curl("/todo")).as(run.output())
				.isEqualTo(before)
				.contains("Write new AWS blog post");
			// The first run left no process after Ctrl-C; nor does this one when its
			// terminal is closed.
			assertThatItLeavesNoProcess(run, 129, () -> run.signalGroup("HUP"));
		}
	}

	@Test
	@AnyJdk
	void shouldStopEverythingWhenOneProgramDies() throws Exception {
		try (RunScript.Running run = this.script.start()) {
			List<ProcessHandle> processes = run.processes();
			ProcessHandle todo = processes.stream()
				.filter((process) -> process.info().commandLine().orElse("").contains("todo-service"))
				.findFirst()
				.orElseThrow();
			todo.destroyForcibly();
			assertThat(run.ended()).isEqualTo(1);
			assertThat(run.output()).contains("todo ended: it was killed by signal 9");
			assertThat(processes).noneMatch(ProcessHandle::isAlive);
		}
	}

	@Test
	@AnyJdk
	void shouldServeWhatItsSourcesAndTheUsersOwnSettingsSay() throws Exception {
		Path copy = copyOfTheRepository();
		Files.writeString(copy.resolve("dog-names-service/src/main/resources/names/females.txt"), newNames());
		Files.writeString(copy.resolve("dog-names-service/src/main/resources/names/males.txt"), newNames());
		// By the README's own block, and a key that another provider has already.
		Files.writeString(copy.resolve("providers.yaml"), Readme.block("yaml", "http://localhost:8086") + """
				    todo:
				      uri: http://localhost:1
				      methods: [GET]
				""");
		HttpServer own = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		own.createContext("/", (exchange) -> {
			byte[] answer = ("own " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		own.start();
		String uri = "http://localhost:" + own.getAddress().getPort();
		RunScript run = new RunScript(copy, this.folder).set("GATEWAY_PROVIDERS_CATS_URI", uri)
			.set("GATEWAY_PROVIDERS_TODO_URI", uri);
		try (RunScript.Running running = run.start()) {
			assertThat(running.output()).contains("Building dog-names-service (");
			assertThat(run.curl("/dogs")).contains("\"name\":\"Changed");
			assertThat(run.curl("/cats/1")).isEqualTo("own /cats/1");
			assertThat(run.curl("/todo")).as("the environment wins").isEqualTo("own /todo");
			assertThat(run.curl("-X", "DELETE", "/todo")).as("./providers.yaml wins over the gateway's own")
				.contains("urn:problem-type:method-not-allowed");
			assertThatItLeavesNoProcess(running, 143, () -> running.signal("TERM"));
		}
		finally {
			own.stop(0);
		}
	}

	@Test
	@AnyJdk
	void shouldEndWithTheReasonWhyAProgramDoesNotStart() throws Exception {
		Command run = this.script.set("GATEWAY_DRAIN_DELAY", "5").run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("gateway ended: it left with exit status 1");
		assertThat(run.output().strip().lines().toList()).last().asString().startsWith("run: ");
		assertThat(run.output().substring(run.output().indexOf("run: The reason, once more:")))
			.contains("run: gateway.drain-delay has the value '5', which has no unit")
			.doesNotContain("gateway |", "dogs    |", "todo    |");
	}

	@Test
	void shouldNameAPortThatIsTakenAndTheVariableThatChangesIt() throws Exception {
		try (ServerSocket taken = new ServerSocket(0)) {
			Command run = this.script.set("TODO_PORT", Integer.toString(taken.getLocalPort())).run();
			assertThat(run.exitCode()).isEqualTo(1);
			assertThat(run.output()).contains("Port " + taken.getLocalPort() + " is taken").contains("TODO_PORT=");
		}
	}

	@Test
	void shouldSayThatJavaIsTooOld() throws Exception {
		this.script.program("bin/java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
		Command run = this.script.set("JAVA_HOME", this.folder.toString()).run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Java 11").contains("too old").contains("17 or later");
	}

	@Test
	void shouldSayThatJavaIsMissing() throws Exception {
		this.script.path("dirname", "readlink", "bash");
		Command run = this.script.set("JAVA_HOME", "").run();
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Java is missing").contains("17 or later");
	}

	@Test
	void shouldSayThatMavenIsMissingOrTooOldWhenItMustBuild() throws Exception {
		RunScript unbuilt = new RunScript(unbuilt(), this.folder);
		unbuilt.path("dirname", "readlink", "bash", "mkdir", "find", "tail", "head", "grep", "touch", "cat", "sleep",
				"env");
		unbuilt.set("JAVA_HOME", System.getProperty("java.home"));
		Command missing = unbuilt.run();
		assertThat(missing.exitCode()).isEqualTo(1);
		assertThat(missing.output()).contains("Maven is missing").contains("3.8 or later");
		unbuilt.program("path/mvn", "echo 'Apache Maven 3.6.3'");
		Command old = unbuilt.run();
		assertThat(old.exitCode()).isEqualTo(1);
		assertThat(old.output()).contains("3.6").contains("too old").contains("3.8 or later");
	}

	private static void assertThatItLeavesNoProcess(RunScript.Running run, int status, IntSupplier end) {
		List<ProcessHandle> processes = run.processes();
		assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
		assertThat(end.getAsInt()).as(run.output()).isEqualTo(status);
		assertThat(processes).noneMatch(ProcessHandle::isAlive);
	}

	/** The repository with what is built of it, so that little must be built anew. */
	private Path copyOfTheRepository() throws IOException {
		Path copy = Files.createDirectory(this.folder.resolve("copy"));
		for (String name : List.of("run", ".mvn", "pom.xml", "privatelink-spring-boot-starter")) {
			Sources.copy(name, copy);
		}
		for (String module : List.of("dog-names-service", "todo-service", "gateway-service")) {
			Sources.copy(module, copy);
			String jar = "%1$s/target/%1$s-0.1.0-SNAPSHOT.jar".formatted(module);
			Sources.copy(jar, copy);
			Sources.copy(jar + ".original", copy);
		}
		// Maven wants to read the other modules too, whichever it builds.
		Matcher module = MODULE.matcher(Files.readString(copy.resolve("pom.xml")));
		while (module.find()) {
			String description = module.group(1) + "/pom.xml";
			if (Files.notExists(copy.resolve(description))) {
				Sources.copy(description, copy);
			}
		}
		return copy;
	}

	private static String newNames() {
		return IntStream.range(0, 200).mapToObj((i) -> "Changed " + i + "\n").collect(Collectors.joining());
	}

	/** A folder with the script in it, but nothing built. */
	private Path unbuilt() throws IOException {
		Path copy = Files.createDirectory(this.folder.resolve("copy"));
		Sources.copy("run", copy);
		Files.createFile(copy.resolve("pom.xml"));
		return copy;
	}

}
