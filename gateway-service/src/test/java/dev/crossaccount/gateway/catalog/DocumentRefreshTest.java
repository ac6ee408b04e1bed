package dev.crossaccount.gateway.catalog;

import java.time.Duration;

import dev.crossaccount.gateway.catalog.Api.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentRefreshTest {

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, PT60S, PT5S", "UNAVAILABLE, PT2S, PT2S", "NONE, PT60S, PT60S", "NONE, PT2S, PT2S",
			"AVAILABLE, PT60S, PT60S" })
	void shouldAskSoonerOnlyForWhatShouldBeThere(Status status, Duration refresh, Duration pause) {
		assertThat(DocumentRefresh.pause(status, refresh)).isEqualTo(pause);
	}

}
