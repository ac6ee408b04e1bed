package dev.crossaccount.systemtest.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Topology;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service has of todos, page by page. */
final class Todos {

	private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

	private Todos() {
	}

	/** The texts of all todos, oldest first. */
	static List<String> texts(Topology topology) {
		List<String> texts = new ArrayList<>();
		String page = "/todo?limit=1000";
		while (page != null) {
			var answer = topology.send("GET", page);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			JsonMapper.shared().readTree(answer.body()).forEach((todo) -> texts.add(todo.at("/data").asString()));
			page = next(answer.headers().firstValue("link").orElse(""));
		}
		return texts;
	}

	/**
	 * Fails if one that was acknowledged is missing, or there twice, or one is there that
	 * was not sent.
	 */
	static void assertThatNoneIsLostOrDoubled(Topology topology, Load.Outcome outcome) {
		List<String> sent = outcome.requests().stream().map(Load.Sent::todo).filter((todo) -> todo != null).toList();
		String run = sent.get(0).substring(0, 36);
		List<String> kept = texts(topology).stream().filter((text) -> text.startsWith(run)).toList();
		assertThat(kept).doesNotHaveDuplicates().containsAll(outcome.acknowledged());
		assertThat(sent).containsAll(kept);
	}

	private static @Nullable String next(String link) {
		Matcher matcher = NEXT.matcher(link);
		return matcher.find() ? matcher.group(1) : null;
	}

}
