package dev.crossaccount.gateway.catalog;

import java.time.Instant;

import dev.crossaccount.gateway.catalog.Api.Status;
import dev.crossaccount.gateway.page.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ApiDocumentTest {

	private static final ApiDocument.Content CONTENT = new ApiDocument.Content("Todos", null, null,
			Page.of(MediaType.APPLICATION_JSON, new byte[] { '{', '}' }));

	private Instant now = Instant.parse("2026-06-01T00:00:00Z");

	private final ApiDocument document = new ApiDocument("todo", () -> this.now);

	@Test
	void shouldBeUnavailableUntilItIsThere() {
		Instant start = this.now;
		this.now = this.now.plusSeconds(5);
		this.document.failed("it can't be reached");
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.UNAVAILABLE, start, null));
		assertThat(this.document.content()).isNull();
	}

	@Test
	void shouldSaySinceWhenItIsThereAndWhenItWasFetchedLast() {
		Instant first = this.now;
		this.document.arrived(CONTENT);
		this.now = this.now.plusSeconds(60);
		this.document.arrived(CONTENT);
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.AVAILABLE, first, this.now));
	}

	@Test
	void shouldSaySinceWhenThereIsNone() {
		this.now = this.now.plusSeconds(5);
		Instant first = this.now;
		this.document.missing();
		this.now = this.now.plusSeconds(60);
		this.document.missing();
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.NONE, first, null));
		assertThat(this.document.content()).isNull();
		this.document.failed("it can't be reached");
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.UNAVAILABLE, this.now, null));
	}

	@Test
	void shouldKeepTheLastGoodOneAndSayThatThereIsNoneAnyMore() {
		Instant fetched = this.now;
		this.document.arrived(CONTENT);
		this.now = this.now.plusSeconds(60);
		Instant gone = this.now;
		this.document.missing();
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.NONE, gone, fetched));
		assertThat(this.document.content()).isSameAs(CONTENT);
		this.now = this.now.plusSeconds(60);
		this.document.arrived(CONTENT);
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.AVAILABLE, this.now, this.now));
	}

	@Test
	void shouldLogEachStateOnce(CapturedOutput output) {
		this.document.missing();
		this.document.missing();
		assertThat(output.getOut()).containsOnlyOnce("INFO")
			.contains("Provider todo has no OpenAPI document at /openapi.json");
		this.document.arrived(CONTENT);
		this.document.arrived(CONTENT);
		this.document.missing();
		this.document.failed("it can't be reached");
		this.document.failed("it can't be reached");
		assertThat(output.getOut()).containsOnlyOnce("is there: Todos")
			.containsOnlyOnce("no OpenAPI document at /openapi.json any more; its last one is kept")
			.containsOnlyOnce("can't be had: it can't be reached");
	}

	@Test
	void shouldKeepTheLastGoodOneAndSaySinceWhenItIsAway() {
		Instant fetched = this.now;
		this.document.arrived(CONTENT);
		this.now = this.now.plusSeconds(60);
		Instant away = this.now;
		this.document.failed("it can't be reached");
		this.now = this.now.plusSeconds(60);
		this.document.failed("it can't be reached");
		assertThat(this.document.state()).isEqualTo(new Api.Document(Status.UNAVAILABLE, away, fetched));
		assertThat(this.document.content()).isSameAs(CONTENT);
	}

}
