package dev.crossaccount.systemtest;

import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Has test classes that want the same settings of the one {@link Topology} come together:
 * to change them takes more than a minute.
 */
public final class ByOverlays implements ClassOrderer {

	@Override
	public void orderClasses(ClassOrdererContext context) {
		context.getClassDescriptors()
			.sort(Comparator.<ClassDescriptor, String>comparing(ByOverlays::overlays)
				.thenComparing((test) -> test.getTestClass().getName()));
	}

	private static String overlays(ClassDescriptor test) {
		return test.findAnnotation(Topology.Overlays.class)
			.map(Topology.Overlays::value)
			.map((files) -> String.join(" ", List.of(files)))
			.orElse("");
	}

}
