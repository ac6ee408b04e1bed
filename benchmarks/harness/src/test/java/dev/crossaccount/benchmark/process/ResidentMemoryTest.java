package dev.crossaccount.benchmark.process;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResidentMemoryTest {

	@Test
	void shouldReadWhatThereIsAndTheMostThatThereWas() {
		String status = "Name:\tjava\nVmHWM:\t  400000 kB\nVmRSS:\t  345678 kB\n";
		assertThat(ResidentMemory.parse(status, "VmRSS")).isEqualTo(345678L * 1024);
		assertThat(ResidentMemory.parse(status, "VmHWM")).isEqualTo(400000L * 1024);
	}

	@Test
	void shouldRefuseAProcessWithoutMemory() {
		assertThatThrownBy(() -> ResidentMemory.parse("Name:\tkthreadd\n", "VmRSS"))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void shouldReadTheRunningKernel() throws IOException {
		long pid = ProcessHandle.current().pid();
		assertThat(ResidentMemory.bytesOf(pid)).isBetween(1024L * 1024,
				ResidentMemory.mostBytesOf(pid) + 64 * 1024 * 1024);
	}

}
