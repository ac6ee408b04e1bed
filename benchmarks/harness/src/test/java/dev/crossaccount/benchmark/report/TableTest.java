package dev.crossaccount.benchmark.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TableTest {

	@Test
	void shouldBeMarkdown() {
		Table table = new Table("proxy", "µs", "× nginx");
		table.row("nginx", "28", "1.00");
		table.row("a|b", "50", "1.79");
		assertThat(table).hasToString("""
				| proxy | µs | × nginx |
				|---|--:|--:|
				| nginx | 28 | 1.00 |
				| a\\|b | 50 | 1.79 |
				""");
	}

	@Test
	void shouldRefuseARowOfAnotherLength() {
		Table table = new Table("a", "b");
		assertThatThrownBy(() -> table.row("1")).isInstanceOf(IllegalArgumentException.class);
	}

}
