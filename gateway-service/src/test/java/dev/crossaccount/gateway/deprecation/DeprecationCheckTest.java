package dev.crossaccount.gateway.deprecation;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.settings.DeprecationProperties;
import dev.crossaccount.gateway.settings.InvalidSetting;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeprecationCheckTest {

	private final List<InvalidSetting> invalid = new ArrayList<>();

	private final DeprecationCheck check = new DeprecationCheck("todo", this.invalid);

	@Test
	void shouldReadDatesInUtcAndInstants() {
		Deprecation read = this.check
			.read(new DeprecationProperties("2026-06-01", "2027-01-01T12:30:00+01:00", "https://example.com/x"));
		assertThat(read).isEqualTo(new Deprecation(Instant.parse("2026-06-01T00:00:00Z"),
				Instant.parse("2027-01-01T11:30:00Z"), URI.create("https://example.com/x")));
		assertThat(this.invalid).isEmpty();
	}

	@Test
	void shouldTakeADateAlone() {
		assertThat(this.check.read(new DeprecationProperties("2026-06-01", null, " ")))
			.isEqualTo(new Deprecation(Instant.parse("2026-06-01T00:00:00Z"), null, null));
		assertThat(this.invalid).isEmpty();
	}

	@Test
	void shouldRefuseAnEndBeforeTheBeginning() {
		this.check.read(new DeprecationProperties("2026-06-01", "2026-05-31", null));
		assertThat(this.invalid).extracting(InvalidSetting::key)
			.containsExactly("gateway.providers.todo.deprecation.sunset");
	}

	@Test
	void shouldReportAllThatIsWrongAtOnce() {
		this.check.read(new DeprecationProperties("June", "2027-13-01", "ftp://example.com"));
		assertThat(this.invalid).extracting(InvalidSetting::key)
			.containsExactly("gateway.providers.todo.deprecation.since", "gateway.providers.todo.deprecation.sunset",
					"gateway.providers.todo.deprecation.link");
	}

}
