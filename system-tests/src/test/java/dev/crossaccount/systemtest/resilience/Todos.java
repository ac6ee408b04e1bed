package dev.crossaccount.systemtest.resilience;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.crossaccount.systemtest.Topology;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service has of todos, page by page. */
final class Todos {

	private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

	private Todos() {
	}

	/** The path of the page behind that one, or nothing. */
	static String next(HttpResponse<String> page) {
		Matcher next = NEXT.matcher(Api.header(page, "Link"));
		return next.find() ? next.group(1) : "";
	}

	/** A request for a todo whose text is its key too. */
	static HttpRequest create(Topology topology, String text) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + topology.port() + "/todo"))
			.timeout(Duration.ofSeconds(15))
			.header("Idempotency-Key", text)
			.header("Content-Type", Api.JSON)
			.POST(HttpRequest.BodyPublishers.ofByteArray(Api.json(text)))
			.build();
	}

	/** The texts of all todos that begin so. */
	static List<String> texts(Topology topology, String begin) {
		return from(new Api(topology), "/todo?limit=1000").values()
			.stream()
			.filter((text) -> text.startsWith(begin))
			.toList();
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

}
