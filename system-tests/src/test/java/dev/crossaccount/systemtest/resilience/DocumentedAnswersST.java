package dev.crossaccount.systemtest.resilience;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong requests for all that the running gateway's OpenAPI documents offer. */
@ResilienceTest
class DocumentedAnswersST {

	/** What docs/errors.md has for all paths: no operation of theirs is meant. */
	private static final Set<Integer> EVERYWHERE = Set.of(405, 414, 431);

	private final Api api;

	DocumentedAnswersST(Topology topology) {
		this.api = new Api(topology);
	}

	@ParameterizedTest
	@ValueSource(strings = { "todo", "dogs" })
	void shouldAnswerWrongRequestsAsDocumented(String name, Report.Row row) {
		row.of("wrong methods, parameters, headers and bodies for /openapi/" + name,
				"no 5xx, no status that is not documented, each error a problem");
		List<Operation> operations = Operation.of(Api.parse(this.api.send("GET", "/openapi/" + name)));
		assertThat(operations).isNotEmpty();
		List<String> faults = new ArrayList<>();
		int[] sent = new int[1];
		for (Operation operation : operations) {
			operation.requests().forEach((request) -> {
				sent[0]++;
				check(request, operation.statuses(), faults);
			});
		}
		Operation.otherMethods(operations).forEach((request) -> {
			sent[0]++;
			check(request, Set.of("HEAD", "OPTIONS").contains(request.method()) ? Set.of(200, 404) : Set.of(405),
					faults);
		});
		row.measured("%d requests, %d faults", sent[0], faults.size());
		assertThat(faults).isEmpty();
	}

	private void check(Operation.Request request, Set<Integer> documented, List<String> faults) {
		HttpResponse<String> answer = this.api.send(request.method(), request.target(),
				request.body().getBytes(StandardCharsets.ISO_8859_1), request.headers().toArray(String[]::new));
		int status = answer.statusCode();
		if (status >= 500 || !documented.contains(status) && !EVERYWHERE.contains(status)) {
			faults.add("%s: %d %s".formatted(request, status, answer.body()));
		}
		if (status >= 400 && !request.method().equals("HEAD")
				&& !Api.parse(answer).path("type").stringValue("").startsWith("urn:problem-type:")) {
			faults.add("%s: %d, no problem: %s".formatted(request, status, answer.body()));
		}
	}

}
