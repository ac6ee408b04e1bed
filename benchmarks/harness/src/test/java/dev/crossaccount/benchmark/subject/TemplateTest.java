package dev.crossaccount.benchmark.subject;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateTest {

	@Test
	void shouldFillInValuesAndLeaveVariablesOfTheProgramAlone() {
		assertThat(
				Template.fill("listen ${PORT}; header $host; path ${FOLDER}/x;", Map.of("PORT", "1", "FOLDER", "/$a")))
			.isEqualTo("listen 1; header $host; path /$a/x;");
	}

	@Test
	void shouldRefuseAPlaceWithoutAValue() {
		assertThatThrownBy(() -> Template.fill("${PORT}", Map.of())).hasMessage("Nothing to put for ${PORT}");
	}

}
