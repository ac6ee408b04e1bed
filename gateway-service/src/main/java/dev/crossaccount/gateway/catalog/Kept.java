package dev.crossaccount.gateway.catalog;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.catalog.Source.Target;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers what is referred to, and names it: components keep their names. What is
 * elsewhere, perhaps in an operation that is not public, becomes a component with a name
 * that says nothing of where it was.
 */
final class Kept {

	private final Source source;

	private final Map<Key, String> references = new HashMap<>();

	private final Deque<Item> pending = new ArrayDeque<>();

	private final Map<String, Integer> numbers = new HashMap<>();

	Kept(Source source) {
		this.source = source;
	}

	/**
	 * Keeps a part.
	 * @param target the part
	 * @param part what it is
	 * @return the reference to it from now on
	 */
	String reference(Target target, Part part) {
		return this.references.computeIfAbsent(new Key(target.path(), part), (key) -> keep(target, part));
	}

	/** The next one that nobody copied yet, or {@code null} if there is none. */
	@Nullable Item next() {
		return this.pending.poll();
	}

	private String keep(Target target, Part part) {
		if (part.section() == null) {
			throw new DocumentException("its OpenAPI document has a $ref where an object must be: " + part.word());
		}
		this.source.chain(target, part);
		if (part == Part.PATH_ITEM && target.path().get(0).equals("paths")) {
			// Beside those that may be shown there it may have others.
			throw new DocumentException("its OpenAPI document has a callback that refers to the path "
					+ Reference.printable(target.path().get(1)));
		}
		String name = target.isComponent(part.section()) ? target.path().get(2) : free(part.section(), part.word());
		this.pending.add(new Item(target, part, part.section(), name));
		return Reference.to(List.of("components", part.section(), name));
	}

	private String free(String section, String word) {
		JsonNode taken = this.source.document().path("components").path(section);
		String name;
		do {
			name = word + "-" + this.numbers.merge(section, 1, Integer::sum);
		}
		while (taken.has(name));
		return name;
	}

	/**
	 * What is to be copied.
	 *
	 * @param target the part
	 * @param part what it is
	 * @param section where it goes
	 * @param name its name there
	 */
	record Item(Target target, Part part, String section, String name) {

	}

	private record Key(List<String> path, Part part) {

	}

}
