package dev.crossaccount.systemtest;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TranscriptTest {

	@Test
	void shouldFindTheThreeCurlLinesOfTheReadme() {
		assertThat(Transcript.ofReadme().steps()).extracting(Transcript.Step::command, Transcript.Step::output)
			.contains(
					org.assertj.core.groups.Tuple.tuple("curl localhost:8080/dogs",
							"{\"name\":\"Xena\",\"gender\":\"female\"}"),
					org.assertj.core.groups.Tuple.tuple("curl -d data=\"Write new AWS blog post\" localhost:8080/todo",
							"{\"id\":\"d2be7fe9\",\"data\":\"Write new AWS blog post\"}"),
					org.assertj.core.groups.Tuple.tuple("curl localhost:8080/todo",
							"[{\"id\":\"d2be7fe9\",\"data\":\"Write new AWS blog post\"}]"));
	}

	@Test
	void shouldForgiveAnotherNameAndIdOnly() {
		assertThat(Transcript.masked("{\"name\":\"Rex\",\"gender\":\"male\"}"))
			.isEqualTo(Transcript.masked("{\"name\":\"Xena\",\"gender\":\"female\"}"));
		assertThat(Transcript.masked("{\"gender\":\"male\",\"name\":\"Rex\"}"))
			.isNotEqualTo(Transcript.masked("{\"name\":\"Xena\",\"gender\":\"female\"}"));
		assertThat(Transcript.masked("{\"id\":\"0123abcd\",\"data\":\"a\"}"))
			.isEqualTo(Transcript.masked("{\"id\":\"d2be7fe9\",\"data\":\"a\"}"));
		assertThat(Transcript.masked("{\"id\":\"0123abcd\",\"data\":\"a\"}"))
			.isNotEqualTo(Transcript.masked("{\"id\":\"d2be7fe9\",\"data\":\"b\"}"));
	}

}
