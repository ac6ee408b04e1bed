package dev.crossaccount.benchmark.report;

import java.util.Optional;

import dev.crossaccount.benchmark.measure.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

	@Test
	void shouldKeepThreeDigits() {
		assertThat(Figures.number(0.3456)).isEqualTo("0.35");
		assertThat(Figures.number(9.996)).isEqualTo("10.0");
		assertThat(Figures.number(27.44)).isEqualTo("27.4");
		assertThat(Figures.number(99.96)).isEqualTo("100");
		assertThat(Figures.number(31220.7)).isEqualTo("31,221");
	}

	@Test
	void shouldShowTheSpreadOfSeveral() {
		assertThat(Figures.spread(Optional.of(new Spread(28.6, 26.4, 32.7)))).isEqualTo("28.6 (26.4–32.7)");
		assertThat(Figures.spread(Optional.of(new Spread(28.6, 28.6, 28.6)))).isEqualTo("28.6");
	}

	@Test
	void shouldShowThatNothingWasMeasured() {
		assertThat(Figures.spread(Optional.empty())).isEqualTo("–");
		assertThat(Figures.ratio(Optional.empty())).isEqualTo("–");
	}

}
