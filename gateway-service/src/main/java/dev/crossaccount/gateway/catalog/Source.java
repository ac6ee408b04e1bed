package dev.crossaccount.gateway.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.crossaccount.gateway.catalog.Part.Place;
import dev.crossaccount.gateway.upstream.DocumentException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's document as it came: what its references lead to. */
final class Source {

	private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,5}");

	/** Nobody needs more, and a circle has no end. */
	private static final int MAX_CHAIN = 50;

	private final ObjectNode document;

	private final SchemaNames names;

	Source(ObjectNode document) {
		this.document = document;
		this.names = new SchemaNames(document);
	}

	ObjectNode document() {
		return this.document;
	}

	/**
	 * Follows a reference one step.
	 * @param reference as it stands in the document
	 * @param resource where the pointers begin: at the schema with an {@code $id} around
	 * it or, if there is none, or nothing there, at the top
	 * @return what it leads to
	 * @throws DocumentException if that is nothing
	 */
	Target find(String reference, List<String> resource) {
		String fragment = Reference.fragment(reference);
		boolean pointer = Reference.isPointer(fragment);
		List<String> path = pointer ? Reference.path(fragment) : this.names.anchor(fragment);
		Target target = (path != null && pointer && !resource.isEmpty()) ? at(joined(resource, path)) : null;
		if (target == null && path != null) {
			target = at(path);
		}
		if (target == null) {
			throw new DocumentException(
					"its OpenAPI document refers to " + Reference.printable(reference) + ", which is not in it");
		}
		return target;
	}

	/** What is somewhere, or {@code null} if nothing is. */
	@Nullable Target at(List<String> path) {
		JsonNode node = this.document;
		Place place = Part.DOCUMENT.place();
		List<String> resource = List.of();
		for (String key : path) {
			place = (place != null) ? place.below(node, key) : null;
			node = child(node, key);
			if (node == null) {
				return null;
			}
			resource = resource(node, resource);
		}
		return new Target(path, node, place, resource);
	}

	/** Where the pointers of a schema begin, if not where those around it do. */
	List<String> resource(JsonNode node, List<String> around) {
		List<String> own = this.names.resource(node);
		return (own != null) ? own : around;
	}

	/**
	 * Follows references to references.
	 * @param start where to begin
	 * @param part what all of them must be
	 * @return all that are on the way, the start first
	 * @throws DocumentException if one is something else, or the way has no end
	 */
	List<Target> chain(Target start, Part part) {
		List<Target> chain = new ArrayList<>();
		Target target = start;
		while (chain.size() < MAX_CHAIN) {
			target.require(part);
			chain.add(target);
			JsonNode next = target.node().path(Reference.KEY);
			if (!next.isString()) {
				return chain;
			}
			target = find(next.asString(), target.resource());
		}
		throw new DocumentException("its OpenAPI document has references that go in a circle, or too far, from "
				+ Reference.printable(Reference.to(start.path())));
	}

	private static List<String> joined(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	private static @Nullable JsonNode child(JsonNode node, String key) {
		if (node.isArray()) {
			return INDEX.matcher(key).matches() ? node.get(Integer.parseInt(key)) : null;
		}
		return node.get(key);
	}

	/**
	 * What a reference leads to.
	 *
	 * @param path where it is, from the top down
	 * @param node it
	 * @param place what the specification says is there, or {@code null} for nothing
	 * @param resource where its own pointers begin
	 */
	record Target(List<String> path, JsonNode node, @Nullable Place place, List<String> resource) {

		/** Whether it is in {@code components}, so that it can stay where it is. */
		boolean isComponent(String section) {
			return this.path.size() == 3 && this.path.get(0).equals("components") && this.path.get(1).equals(section);
		}

		private void require(Part part) {
			boolean fits = this.node.isObject() || (part == Part.SCHEMA && this.node.isBoolean());
			if (!fits || (this.place != null && !this.place.equals(part.place()))) {
				throw new DocumentException("its OpenAPI document refers to "
						+ Reference.printable(Reference.to(this.path)) + ", which is no " + part.word());
			}
		}

	}

}
