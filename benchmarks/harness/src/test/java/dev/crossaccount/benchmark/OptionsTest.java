package dev.crossaccount.benchmark;

import dev.crossaccount.benchmark.Options.Part;
import dev.crossaccount.benchmark.Options.UsageException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OptionsTest {

	@Test
	void shouldMeasureEverythingUnlessTold() {
		Options options = Options.parse();
		assertThat(options.isWhole()).isTrue();
		assertThat(options.wants(Part.SERVICES)).isTrue();
		assertThat(options.only()).contains("nginx", "stock", "key");
	}

	@Test
	void shouldMeasureTheMainCaseAloneWhenQuick() {
		Options options = Options.parse("--quick");
		assertThat(options.isWhole()).isFalse();
		assertThat(options.parts()).containsExactly(Part.MAIN);
	}

	@Test
	void shouldMeasureWhatIsNamedAndWhatThatNeeds() {
		Options options = Options.parse("--only", "key,nginx", "--parts", "latency");
		assertThat(options.only()).containsExactly("nginx", "key");
		assertThat(options.parts()).containsExactly(Part.MAIN, Part.LATENCY);
		assertThat(options.isWhole()).isFalse();
	}

	@Test
	void shouldRefuseWhatItDoesNotKnow() {
		assertThatThrownBy(() -> Options.parse("--fast")).isInstanceOf(UsageException.class)
			.hasMessage("There is no option --fast.");
		assertThatThrownBy(() -> Options.parse("--only", "envoy")).isInstanceOf(UsageException.class)
			.hasMessageStartingWith("There is no proxy envoy");
		assertThatThrownBy(() -> Options.parse("--parts", "all")).isInstanceOf(UsageException.class)
			.hasMessageStartingWith("There is no part all");
		assertThatThrownBy(() -> Options.parse("--only")).isInstanceOf(UsageException.class);
	}

}
