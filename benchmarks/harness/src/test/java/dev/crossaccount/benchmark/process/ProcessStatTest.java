package dev.crossaccount.benchmark.process;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessStatTest {

	@Test
	void shouldAddTimeInUserModeAndInTheKernel() {
		String line = "42 (java) S 1 42 42 0 -1 4194304 9 8 7 6 150 50 20 5 20 0 31 0 123456 2759495680 58361 0 0";
		assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat(200, 25, 123456));
	}

	@Test
	void shouldReadANameWithBlanksAndBrackets() {
		String line = "42 (a) R (b c) S 1 42 42 0 -1 4194304 9 8 7 6 150 50 0 0 20 0 31 0 123456 2759495680 58361\n";
		assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat(200, 0, 123456));
	}

	@Test
	void shouldReadTheRunningKernel() throws IOException {
		ProcessStat stat = ProcessStat.of(ProcessHandle.current().pid());
		assertThat(stat.ticks()).isPositive();
		assertThat(stat.started()).isPositive();
	}

}
