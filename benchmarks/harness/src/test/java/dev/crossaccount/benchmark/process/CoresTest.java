package dev.crossaccount.benchmark.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CoresTest {

	@Test
	void shouldGiveTheUpperHalfToTheSubject() {
		Cores cores = new Cores(4);
		assertThat(cores.forSubject(List.of("a"))).containsExactly("taskset", "-c", "2,3", "a");
		assertThat(cores.forLoad(List.of("a"))).containsExactly("taskset", "-c", "0,1", "a");
		assertThat(cores.jvmOption()).isEqualTo("-XX:ActiveProcessorCount=2");
	}

	@Test
	void shouldGiveTheOddOneToTheLoad() {
		Cores cores = new Cores(3);
		assertThat(cores.subjectList()).isEqualTo("2");
		assertThat(cores.loadList()).isEqualTo("0,1");
	}

	@Test
	void shouldShareASingleOne() {
		Cores cores = new Cores(1);
		assertThat(cores.subjectList()).isEqualTo("0");
		assertThat(cores.loadList()).isEqualTo("0");
	}

}
