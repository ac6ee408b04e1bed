package dev.crossaccount.gateway.catalog;

import java.time.Duration;
import java.util.List;

import dev.crossaccount.gateway.catalog.Api.Status;
import dev.crossaccount.gateway.catalog.ApiDocument.Content;
import dev.crossaccount.gateway.page.Page;
import dev.crossaccount.gateway.upstream.DocumentException;
import dev.crossaccount.gateway.upstream.ProviderDocuments;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;

/**
 * Fetches the OpenAPI documents of all providers, again and again, one fetch for each at
 * a time. What takes computing is done on a thread of its own.
 */
class DocumentRefresh implements SmartLifecycle {

	/** Programs that start together find each other late. */
	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final int MAX_TITLE = 200;

	private static final int MAX_DESCRIPTION = 2000;

	private final List<Entry> entries;

	private final ProviderDocuments documents;

	private final Aggregation aggregation;

	private final JsonMapper json;

	private final Duration refresh;

	private volatile @Nullable Disposable running;

	DocumentRefresh(List<Entry> entries, ProviderDocuments documents, Aggregation aggregation, JsonMapper json,
			Duration refresh) {
		this.entries = entries;
		this.documents = documents;
		this.aggregation = aggregation;
		this.json = json;
		this.refresh = refresh;
	}

	@Override
	public void start() {
		if (this.refresh.isZero()) {
			return;
		}
		Scheduler worker = Schedulers.newSingle("catalog", true);
		Disposable.Composite all = Disposables.composite(worker);
		this.entries.forEach((entry) -> all.add(Mono.defer(() -> fetch(entry, worker))
			.repeatWhen((ends) -> ends
				.concatMap((end) -> Mono.delay(pause(entry.document().state().status(), this.refresh), worker)))
			.subscribe()));
		this.running = all;
	}

	private Mono<Void> fetch(Entry entry, Scheduler worker) {
		return this.documents.get(entry.provider(), ApiDocument.PATH)
			.publishOn(worker)
			.doOnNext((bytes) -> entry.document().arrived(content(bytes, entry)))
			.switchIfEmpty(Mono.fromRunnable(entry.document()::missing))
			.onErrorResume((failure) -> {
				entry.document().failed(reason(failure));
				return Mono.empty();
			})
			.then();
	}

	private Content content(byte[] bytes, Entry entry) {
		ObjectNode document = OpenApiReader.read(bytes);
		JsonNode info = document.path("info");
		String title = text(info, "title", MAX_TITLE);
		String description = text(info, "description", MAX_DESCRIPTION);
		String version = text(info, "version", MAX_TITLE);
		this.aggregation.apply(document, entry);
		return new Content((title != null) ? title : entry.provider().name(), description, version,
				Page.of(MediaType.APPLICATION_JSON, this.json.writeValueAsBytes(document)));
	}

	private static @Nullable String text(JsonNode info, String key, int max) {
		String text = info.path(key).asString("").strip();
		return text.isEmpty() ? null : text.substring(0, Math.min(max, text.length()));
	}

	/** The providers' documents can be wrong in more ways than anybody lists. */
	private static String reason(Throwable failure) {
		return (failure instanceof DocumentException) ? String.valueOf(failure.getMessage())
				: "its OpenAPI document is not well-formed";
	}

	/** A provider without a document is well: it is not asked any sooner. */
	static Duration pause(Status status, Duration refresh) {
		return (status == Status.UNAVAILABLE && refresh.compareTo(RETRY) > 0) ? RETRY : refresh;
	}

	@Override
	public void stop() {
		Disposable current = this.running;
		if (current != null) {
			current.dispose();
		}
		this.running = null;
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

}
