package dev.crossaccount.benchmark.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class H2LoadReportTest {

	private static final String OUTPUT = """
			starting benchmark...
			spawning thread #0: 64 total client(s). 1000 total requests
			Application protocol: http/1.1
			progress: 100%% done

			finished in 32.03ms, 31220.73 req/s, 6.79MB/s
			requests: 1000 total, 1000 started, 1000 done, %d succeeded, %d failed, %d errored, 0 timeout
			status codes: %d 2xx, %d 3xx, 0 4xx, %d 5xx
			traffic: 222.66KB (228000) total, 133.79KB (137000) headers (space savings 0.00%%), 32.23KB (%d) data
			                     min         max         mean         sd        +/- sd
			time for request:       97us      4.03ms      1.96ms       532us    77.20%%
			""";

	@Test
	void shouldReadARunInWhichAllIsWell() {
		H2LoadReport report = H2LoadReport.parse(OUTPUT.formatted(1000, 0, 0, 1000, 0, 0, 33000));
		assertThat(report).isEqualTo(new H2LoadReport(1000, 1000, 0, 33000, 31220.73));
		assertThatCode(() -> report.check(1000, 33)).doesNotThrowAnyException();
	}

	@Test
	void shouldRefuseAServerError() {
		H2LoadReport report = H2LoadReport.parse(OUTPUT.formatted(999, 1, 0, 999, 0, 1, 33000));
		assertThatThrownBy(() -> report.check(1000, 33)).isInstanceOf(VoidRunException.class)
			.hasMessage("of 1000 requests 999 were answered with 2xx, and 1 failed");
	}

	@Test
	void shouldRefuseABrokenConnection() {
		H2LoadReport report = H2LoadReport.parse(OUTPUT.formatted(990, 10, 10, 990, 0, 0, 32670));
		assertThatThrownBy(() -> report.check(1000, 33)).isInstanceOf(VoidRunException.class);
	}

	@Test
	void shouldRefuseARedirectThoughH2LoadDoesNot() {
		H2LoadReport report = H2LoadReport.parse(OUTPUT.formatted(1000, 0, 0, 999, 1, 0, 33000));
		assertThatThrownBy(() -> report.check(1000, 33)).isInstanceOf(VoidRunException.class);
	}

	@Test
	void shouldRefuseAShortBody() {
		H2LoadReport report = H2LoadReport.parse(OUTPUT.formatted(1000, 0, 0, 1000, 0, 0, 32999));
		assertThatThrownBy(() -> report.check(1000, 33)).isInstanceOf(VoidRunException.class)
			.hasMessage("1000 answers of 33 bytes should be 33000 bytes, but were 32999");
	}

	@Test
	void shouldRefuseARunThatWasCutOff() {
		assertThatThrownBy(() -> H2LoadReport.parse("starting benchmark...\nprogress: 10% done\n"))
			.isInstanceOf(VoidRunException.class)
			.hasMessageStartingWith("h2load did not get to its end");
	}

}
