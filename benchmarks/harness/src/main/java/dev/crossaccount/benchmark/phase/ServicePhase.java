package dev.crossaccount.benchmark.phase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import dev.crossaccount.benchmark.load.Latencies;
import dev.crossaccount.benchmark.load.Load;
import dev.crossaccount.benchmark.measure.Round;
import dev.crossaccount.benchmark.subject.Http;
import dev.crossaccount.benchmark.subject.Patience;
import dev.crossaccount.benchmark.subject.Postgres;
import dev.crossaccount.benchmark.subject.Services;
import dev.crossaccount.benchmark.subject.Subject;

/**
 * Measures the services behind the gateway, directly, beside a stock one that does the
 * same.
 */
public class ServicePhase {

	/** A dog. */
	public static final String DOG = "GET /dogs";

	/** A page of todos. */
	public static final String LIST = "GET /todo (100)";

	/** A new todo. */
	public static final String CREATE = "POST /todo";

	private static final int CONNECTIONS = 64;

	private static final int TODOS = 100;

	private final Desk desk;

	private final Services services;

	private final Saturation saturation;

	/**
	 * Makes the phase.
	 * @param desk what it measures with
	 */
	public ServicePhase(Desk desk) {
		this.desk = desk;
		this.services = new Services(desk.bench());
		this.saturation = new Saturation(desk, desk.serviceMeter());
	}

	/** Measures dog-names-service. */
	public void dogs() {
		List<Subject> subjects = List.of(this.services.dogs(), this.services.stockDogs());
		subjects.forEach((subject) -> ready(subject, "/dogs"));
		List<Saturation.Entry> entries = entries(subjects, (subject) -> subject.load("/dogs", 0));
		warmUp(entries, CONNECTIONS);
		measure(DOG, entries, CONNECTIONS);
		subjects.forEach((subject) -> this.desk.bench().programs().stop(subject.program()));
	}

	/**
	 * Measures todo-service.
	 * @param database where todos are kept
	 */
	public void todos(Postgres database) {
		Subject ours = this.services.todo(database);
		// It makes the table.
		ready(ours, "/todo");
		Subject stock = this.services.stockTodo(database);
		ready(stock, "/todo");
		Path form = form();
		this.desk.serviceMeter().send(ours.program(), ours.post("/todo", form), 1, TODOS);
		List<Saturation.Entry> lists = entries(List.of(ours, stock), (subject) -> subject.load("/todo", 0));
		List<Saturation.Entry> creates = entries(List.of(ours, stock), (subject) -> subject.post("/todo", form));
		warmUp(lists, CONNECTIONS);
		measure(LIST, lists, CONNECTIONS);
		warmUp(creates, CONNECTIONS);
		measure(CREATE, creates, CONNECTIONS);
		List.of(ours, stock).forEach((subject) -> this.desk.bench().programs().stop(subject.program()));
	}

	private void warmUp(List<Saturation.Entry> entries, int connections) {
		entries.forEach((entry) -> this.saturation.warmUp(entry.subject(), entry.load(), connections));
	}

	private void measure(String what, List<Saturation.Entry> entries, int connections) {
		this.saturation.measure(what, entries, connections, this.desk.effort().rounds());
		double rate = Math.rint(entries.stream()
			.mapToDouble((entry) -> this.desk.findings()
				.rounds()
				.of(entry.subject().name(), what, Round::perSecond)
				.orElseThrow()
				.median())
			.min()
			.orElseThrow() / 2);
		for (Saturation.Entry entry : entries) {
			Latencies latencies = this.desk.fixedRate()
				.measure(entry.load(), connections, rate, this.desk.effort().rateSeconds());
			this.desk.findings().latencies().add(entry.subject().name(), what, latencies);
			this.desk.say("latency of %s at %.0f requests/s, %s: p50 %.0f, p99 %.0f, p99.9 %.0f µs", what, rate,
					entry.subject().name(), latencies.p50(), latencies.p99(), latencies.p999());
		}
	}

	private void ready(Subject subject, String path) {
		this.desk.findings().name(subject.name(), subject.title());
		Patience.until(subject.program(), () -> Http.answers(subject.load(path, 0)));
	}

	private Path form() {
		try {
			return Files.writeString(this.desk.bench().folder().resolve("todo.form"), "data=Write+new+AWS+blog+post");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Saturation.Entry> entries(List<Subject> subjects, Function<Subject, Load> load) {
		return subjects.stream().map((subject) -> new Saturation.Entry(subject, load.apply(subject))).toList();
	}

}
