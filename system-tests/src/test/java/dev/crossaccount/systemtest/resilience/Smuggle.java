package dev.crossaccount.systemtest.resilience;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One request with another one in it or behind it, which a server that counts otherwise
 * would take for a request of its own.
 *
 * @param name what is odd about it
 * @param id by which a service's log tells it from all others
 * @param bytes what is sent
 * @param statuses which answers will do
 * @param served how many requests the service must see, or at most 1 if it is negative
 */
record Smuggle(String name, String id, String bytes, Set<Integer> statuses, int served) {

	/** Whatever the service sees, it is not more than one request. */
	private static final int AT_MOST_ONE = -1;

	/**
	 * One that no service may get.
	 * @param name what is odd
	 * @param template where {@code {id}} is put in, {@code {s}} for the hidden request
	 * and {@code {n}} for the length of all behind the first empty line
	 */
	static Smuggle refused(String name, String template) {
		return of(name, template, Set.of(400), 0);
	}

	/** One whose head may be passed on before its body turns out to be broken. */
	static Smuggle broken(String name, String template) {
		return of(name, template, Set.of(400), AT_MOST_ONE);
	}

	/** One that is odd but of one meaning, so that the service gets it, once. */
	static Smuggle served(String name, String template, Integer... statuses) {
		return of(name, template, Set.of(statuses), 1);
	}

	/** One that the gateway itself answers in a way of its own. */
	static Smuggle answered(String name, String template, Integer... statuses) {
		return of(name, template, Set.of(statuses), 0);
	}

	/** One that may be refused, or be passed on once. */
	static Smuggle either(String name, String template, Integer... statuses) {
		return of(name, template, Set.of(statuses), AT_MOST_ONE);
	}

	private static Smuggle of(String name, String template, Set<Integer> statuses, int served) {
		String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());
		String hidden = "GET /todo/smuggled?" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
		String filled = template.replace("{s}", hidden).replace("{id}", id);
		int end = filled.indexOf("\r\n\r\n");
		int length = (end < 0) ? 0 : filled.length() - end - 4;
		return new Smuggle(name, id, filled.replace("{n}", Integer.toString(length)), statuses, served);
	}

	/** What is wrong with that answer and what the services logged, or nothing. */
	String fault(Wire.Answers answers, String log) {
		String fault = "";
		if (answers.statuses().size() != 1 || !this.statuses.containsAll(answers.statuses())) {
			fault += " answered %s, expected one of %s;".formatted(answers.statuses(), this.statuses);
		}
		long seen = log.lines().filter((line) -> line.contains(this.id)).count();
		if ((this.served == AT_MOST_ONE) ? seen > 1 : seen != this.served) {
			fault += " the service got %d requests;".formatted(seen);
		}
		if (log.contains("/smuggled?" + this.id)) {
			fault += " the service got the smuggled one;";
		}
		return fault.isEmpty() ? "" : "%s:%s%n%s%n%s%n".formatted(this.name, fault, this.bytes, answers.text());
	}

}
