package dev.crossaccount.systemtest.resilience;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

	/** The path of the page behind that one, or nothing. */
	static String next(HttpResponse<String> page) {
		String next = next(Api.header(page, "Link"));
		return (next != null) ? next : "";
	}

	/**
	 * The path of the page of the last todo, behind which all that come later will be.
	 */
	static String lastPage(Api api) {
		String page = "/todo?limit=1000";
		for (int limit = 1000; limit >= 1; limit /= 10) {
			page = page.replaceFirst("limit=[0-9]+", "limit=" + limit);
			for (String next = page; !next.isEmpty(); next = next(api.send("GET", next))) {
				page = next;
			}
		}
		return page;
	}

	/** Text by id of that page and those behind it, oldest first. */
	static Map<String, String> from(Api api, String first) {
		Map<String, String> texts = new LinkedHashMap<>();
		for (String path = first; !path.isEmpty();) {
			HttpResponse<String> page = api.send("GET", path);
			assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
			Api.parse(page).forEach((todo) -> texts.put(todo.at("/id").asString(), todo.at("/data").asString()));
			path = next(page);
		}
		return texts;
	}

	private static @Nullable String next(String link) {
		Matcher matcher = NEXT.matcher(link);
		return matcher.find() ? matcher.group(1) : null;
	}

}
