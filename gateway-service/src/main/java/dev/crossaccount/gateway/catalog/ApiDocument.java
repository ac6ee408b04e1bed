package dev.crossaccount.gateway.catalog;

import java.time.Instant;
import java.time.InstantSource;

import dev.crossaccount.gateway.catalog.Api.Document;
import dev.crossaccount.gateway.catalog.Api.Status;
import dev.crossaccount.gateway.page.Page;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good OpenAPI document of a provider, and how it fares. */
class ApiDocument {

	/** Where providers have theirs. */
	static final String PATH = "/openapi.json";

	private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);

	private final String provider;

	private final InstantSource clock;

	private volatile Document state;

	private volatile @Nullable Content content;

	private String logged = "";

	ApiDocument(String provider, InstantSource clock) {
		this.provider = provider;
		this.clock = clock;
		this.state = new Document(Status.UNAVAILABLE, clock.instant(), null);
	}

	Document state() {
		return this.state;
	}

	/** The last good one, or {@code null} if there never was one. */
	@Nullable Content content() {
		return this.content;
	}

	/** For one thread at a time, as {@link #failed} and {@link #missing}. */
	void arrived(Content content) {
		this.content = content;
		if (this.state.status() != Status.AVAILABLE) {
			log("The OpenAPI document of provider " + this.provider + " is there: "
					+ Reference.printable(content.title()));
		}
		this.logged = "";
		change(Status.AVAILABLE, this.clock.instant());
	}

	void failed(String reason) {
		log("The OpenAPI document of provider " + this.provider + " can't be had: " + reason);
		change(Status.UNAVAILABLE, this.state.fetched());
	}

	/** There is none, which may be new. */
	void missing() {
		log("Provider " + this.provider + " has no OpenAPI document at " + PATH
				+ ((this.content != null) ? " any more; its last one is kept" : ""));
		change(Status.NONE, this.state.fetched());
	}

	private void change(Status status, @Nullable Instant fetched) {
		Instant since = (status == this.state.status()) ? this.state.since() : this.clock.instant();
		this.state = new Document(status, since, fetched);
	}

	/** Once, however often it is found to be so. */
	private void log(String sentence) {
		if (!sentence.equals(this.logged)) {
			LOG.info(sentence);
			this.logged = sentence;
		}
	}

	/**
	 * A document as callers get it.
	 *
	 * @param title what people call the API
	 * @param description what it is for
	 * @param version its version
	 * @param page the document
	 */
	record Content(String title, @Nullable String description, @Nullable String version, Page page) {

	}

}
