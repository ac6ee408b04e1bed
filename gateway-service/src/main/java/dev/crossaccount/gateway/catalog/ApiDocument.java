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

	private static final Logger LOG = LoggerFactory.getLogger(ApiDocument.class);

	private final String provider;

	private final InstantSource clock;

	private volatile Document state;

	private volatile @Nullable Content content;

	private String failure = "";

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

	/** For one thread at a time, as {@link #failed}. */
	void arrived(Content content) {
		Instant now = this.clock.instant();
		this.content = content;
		if (this.state.status() == Status.UNAVAILABLE) {
			LOG.info("The OpenAPI document of provider {} is there: {}", this.provider, content.title());
		}
		this.state = new Document(Status.AVAILABLE,
				(this.state.status() == Status.AVAILABLE) ? this.state.since() : now, now);
		this.failure = "";
	}

	void failed(String reason) {
		if (!reason.equals(this.failure)) {
			LOG.info("The OpenAPI document of provider {} can't be had: {}", this.provider, reason);
			this.failure = reason;
		}
		if (this.state.status() == Status.AVAILABLE) {
			this.state = new Document(Status.UNAVAILABLE, this.clock.instant(), this.state.fetched());
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
