package dev.crossaccount.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.crossaccount.benchmark.Options.Part;
import dev.crossaccount.benchmark.measure.Case;
import dev.crossaccount.benchmark.phase.Desk;
import dev.crossaccount.benchmark.phase.MemoryPhase;
import dev.crossaccount.benchmark.phase.ProxyPhase;
import dev.crossaccount.benchmark.phase.ServicePhase;
import dev.crossaccount.benchmark.phase.StartPhase;
import dev.crossaccount.benchmark.phase.StartPhase.Start;
import dev.crossaccount.benchmark.subject.AuthorizationServer;
import dev.crossaccount.benchmark.subject.Bench;
import dev.crossaccount.benchmark.subject.Gateways;
import dev.crossaccount.benchmark.subject.Http;
import dev.crossaccount.benchmark.subject.Patience;
import dev.crossaccount.benchmark.subject.Postgres;
import dev.crossaccount.benchmark.subject.Proxies;
import dev.crossaccount.benchmark.subject.Services;
import dev.crossaccount.benchmark.subject.Subject;
import dev.crossaccount.benchmark.subject.Upstream;

/** What is measured in which order. */
class Course {

	private final Options options;

	private final Desk desk;

	Course(Options options, Desk desk) {
		this.options = options;
		this.desk = desk;
	}

	void run() {
		if (!this.options.isWhole()) {
			this.desk.findings().remark("This is not a whole run: not to be quoted.");
		}
		Subject upstream = Upstream.start(this.desk.bench());
		await(upstream);
		AuthorizationServer issuer = AuthorizationServer.start(this.desk.bench());
		if (this.options.wants(Part.MAIN)) {
			proxies(upstream, issuer);
		}
		List<Start> starts = new ArrayList<>();
		starts.add(new Start("/dogs", (bench) -> new Proxies(bench, upstream).vertx()));
		starts.add(new Start("/dogs", (bench) -> new Proxies(bench, upstream).stock()));
		starts.add(new Start("/dogs", (bench) -> new Gateways(bench, upstream, issuer).key()));
		starts.add(new Start("/dogs", (bench) -> new Services(bench).dogs()));
		starts.add(new Start("/dogs", (bench) -> new Services(bench).stockDogs()));
		services(starts);
		if (this.options.wants(Part.START)) {
			new StartPhase(this.desk).run(starts);
		}
	}

	MemoryPhase.Outcome memory() {
		Subject upstream = Upstream.start(this.desk.bench());
		await(upstream);
		AuthorizationServer issuer = AuthorizationServer.start(this.desk.bench());
		this.desk.say("building the gateway's image");
		return new MemoryPhase(this.desk).run(new Gateways(this.desk.bench(), upstream, issuer).container());
	}

	private void proxies(Subject upstream, AuthorizationServer issuer) {
		List<Subject> proxies = start(upstream, issuer);
		ProxyPhase phase = new ProxyPhase(this.desk, upstream, proxies);
		phase.main();
		if (this.options.wants(Part.LATENCY)) {
			phase.latencies();
		}
		if (this.options.wants(Part.CASES)) {
			phase.furtherCases();
		}
		proxies.forEach((proxy) -> this.desk.bench().programs().stop(proxy.program()));
	}

	private List<Subject> start(Subject upstream, AuthorizationServer issuer) {
		Proxies peers = new Proxies(this.desk.bench(), upstream);
		Gateways gateways = new Gateways(this.desk.bench(), upstream, issuer);
		Map<String, Supplier<Subject>> all = Map.of("nginx", peers::nginx, "haproxy", peers::haproxy, "vertx",
				peers::vertx, "stock", peers::stock, "plain", gateways::plain, "key", gateways::key, "jwt",
				gateways::jwt);
		List<Subject> started = this.options.only()
			.stream()
			.map((name) -> Objects.requireNonNull(all.get(name)).get())
			.toList();
		started.forEach(this::await);
		return started;
	}

	private void services(List<Start> starts) {
		if (!this.options.wants(Part.SERVICES) && !this.options.wants(Part.START)) {
			return;
		}
		ServicePhase phase = new ServicePhase(this.desk);
		if (this.options.wants(Part.SERVICES)) {
			phase.dogs();
		}
		String missing = Postgres.whyNot(this.desk.bench());
		if (!missing.isEmpty()) {
			this.desk.findings().remark("todo-service was not measured: %s.".formatted(missing));
			return;
		}
		Postgres database = Postgres.start(this.desk.bench());
		if (this.options.wants(Part.SERVICES)) {
			phase.todos(database);
		}
		starts.add(new Start("/todo", (bench) -> new Services(bench).todo(database)));
		starts.add(new Start("/todo", (bench) -> new Services(bench).stockTodo(database)));
	}

	private void await(Subject subject) {
		this.desk.findings().name(subject.name(), subject.title());
		Patience.until(subject.program(), () -> Http.answers(subject.load(Case.MAIN.path(), Case.MAIN.answerBytes())));
	}

}
