package dev.crossaccount.gateway.access;

import java.util.Locale;

/** Finds words that were most likely meant as another. */
final class Spelling {

	private static final int FEW = 2;

	private Spelling() {
	}

	/** Whether at most two letters must be changed, added or removed. */
	static boolean isAlmost(String text, String word) {
		return Math.abs(text.length() - word.length()) <= FEW && distance(text.toLowerCase(Locale.ROOT), word) <= FEW;
	}

	private static int distance(String a, String b) {
		int[] row = new int[b.length() + 1];
		for (int j = 0; j < row.length; j++) {
			row[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int changed = diagonal + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[b.length()];
	}

}
