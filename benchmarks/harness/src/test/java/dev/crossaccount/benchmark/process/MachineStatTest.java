package dev.crossaccount.benchmark.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineStatTest {

	@Test
	void shouldCountAllButIdleWaitingAndStolenTimeAsBusy() {
		assertThat(MachineStat.parse("""
				cpu  100 20 300 9000 40 5 6 77 8 9
				cpu0 50 10 150 4500 20 2 3 38 4 4
				""")).isEqualTo(new MachineStat(100 + 20 + 300 + 5 + 6, 77));
	}

}
