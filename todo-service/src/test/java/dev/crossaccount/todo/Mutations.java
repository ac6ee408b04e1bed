package dev.crossaccount.todo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Feeds a parser with inputs that are nearly right: good ones with some bytes changed,
 * left out, doubled, or swapped for those of another. The same ones in each build; to try
 * others, {@code -Dmutations.seed=2 -Dmutations.count=1000000}.
 */
public final class Mutations {

	private static final long SEED = Long.getLong("mutations.seed", 1);

	private static final int COUNT = Integer.getInteger("mutations.count", 10_000);

	/** What parsers stumble over. */
	private static final String SPECIAL = "\0\t\n\r \u000b\"'%&+,-./0:;<=>?[\\]_{|}\u007f\u0080\u00a0\u00c3\u00ff";

	private final Random random = new Random(SEED);

	private final List<String> good;

	private Mutations(List<String> good) {
		this.good = good;
	}

	/**
	 * Has a check look at each of them, and says which one it failed at.
	 * @param check what must hold for any input
	 * @param good inputs that are right, a char for each byte
	 */
	public static void forEach(Consumer<String> check, String... good) {
		Mutations mutations = new Mutations(List.of(good));
		for (int i = 0; i < COUNT; i++) {
			String input = mutations.next();
			try {
				check.accept(input);
			}
			catch (Throwable ex) {
				throw new AssertionError("seed %d, input %d: %s".formatted(SEED, i, shown(input)), ex);
			}
		}
	}

	/** An input of a fuzzer, as checks get it: a char for each byte. */
	public static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private String next() {
		StringBuilder input = new StringBuilder(any());
		for (int changes = this.random.nextInt(4); changes >= 0; changes--) {
			change(input);
		}
		return input.toString();
	}

	private void change(StringBuilder input) {
		int start = this.random.nextInt(input.length() + 1);
		int end = Math.min(input.length(), start + this.random.nextInt(8));
		switch (this.random.nextInt(6)) {
			case 0 -> input.delete(start, end);
			case 1 -> input.insert(end, input.substring(start, end).repeat(1 + this.random.nextInt(3)));
			case 2 -> input.insert(start, special());
			case 3 -> input.replace(start, Math.min(input.length(), start + 1), special());
			case 4 -> input.replace(start, end, String.valueOf((char) this.random.nextInt(256)));
			default -> {
				String other = any();
				input.replace(start, input.length(), other.substring(this.random.nextInt(other.length() + 1)));
			}
		}
	}

	private String any() {
		return this.good.get(this.random.nextInt(this.good.size()));
	}

	private String special() {
		return String.valueOf(SPECIAL.charAt(this.random.nextInt(SPECIAL.length())));
	}

	private static String shown(String input) {
		List<String> chars = new ArrayList<>();
		for (byte octet : input.getBytes(StandardCharsets.ISO_8859_1)) {
			chars.add((octet >= ' ' && octet <= '~') ? String.valueOf((char) octet) : "\\x%02x".formatted(octet));
		}
		return String.join("", chars);
	}

}
