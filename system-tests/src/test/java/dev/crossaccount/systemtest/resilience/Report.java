package dev.crossaccount.systemtest.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One table of all cases, with what was measured and what came of it:
 * {@code target/resilience-report.md}.
 */
final class Report implements AutoCloseable {

	private static final Path FILE = Path.of("target/resilience-report.md");

	private static final String HEAD = """
			# Resilience

			| case | expected | measured | verdict |
			|---|---|---|---|
			""";

	private final List<String> lines = new CopyOnWriteArrayList<>();

	/** A session may end at any time, so each line is written at once. */
	private void add(String line) {
		this.lines.add(line);
		try {
			Files.createDirectories(FILE.toAbsolutePath().getParent());
			Files.writeString(FILE, text());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String text() {
		return HEAD + String.join("", this.lines);
	}

	@Override
	public void close() {
		System.out.println("\n" + text());
	}

	/** What a test says of itself, to which the report adds the verdict. */
	static final class Row {

		private @Nullable String subject;

		private String expected = "";

		private final StringBuilder measured = new StringBuilder();

		/**
		 * Names the case, and what is expected of it.
		 * @param subject the fault, such as {@code kill -9 one of two gateways}
		 * @param expected what is asserted, such as {@code no failed request}
		 */
		void of(String subject, String expected) {
			this.subject = subject;
			this.expected = expected;
		}

		/** Adds a figure, as {@link String#format} does. */
		void measured(String format, Object... values) {
			this.measured.append(this.measured.isEmpty() ? "" : "; ")
				.append(String.format(Locale.ROOT, format, values));
		}

		private String line(String test, String verdict) {
			return "| %s | %s | %s | %s |%n".formatted((this.subject != null) ? this.subject : test, this.expected,
					this.measured, verdict);
		}

	}

	/** Hands a row to each test that asks for one, and takes the verdict. */
	static final class Extension implements ParameterResolver, TestWatcher {

		private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Report.class);

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == Row.class;
		}

		@Override
		public Row resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return row(context);
		}

		@Override
		public void testSuccessful(ExtensionContext context) {
			end(context, "passed");
		}

		@Override
		public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
			end(context, "**FAILED**");
		}

		@Override
		public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
			end(context, "not run");
		}

		private static void end(ExtensionContext context, String verdict) {
			report(context).add(row(context).line(context.getDisplayName(), verdict));
		}

		private static Row row(ExtensionContext context) {
			return context.getStore(NAMESPACE).computeIfAbsent(context.getUniqueId(), (id) -> new Row(), Row.class);
		}

		private static Report report(ExtensionContext context) {
			return context.getRoot()
				.getStore(NAMESPACE)
				.computeIfAbsent(Report.class, (type) -> new Report(), Report.class);
		}

	}

}
