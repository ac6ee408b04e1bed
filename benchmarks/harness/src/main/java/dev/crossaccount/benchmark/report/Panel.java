package dev.crossaccount.benchmark.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars below one another, drawn as SVG.
 *
 * @param title what they show
 * @param subtitle how it was measured
 * @param bars the bars
 */
record Panel(String title, String subtitle, List<Bar> bars) {

	static final int WIDTH = 920;

	private static final int LABELS = 250;

	private static final int NOTES = 190;

	private static final int HEAD = 64;

	private static final int ROW = 32;

	private static final int THICKNESS = 18;

	int height() {
		return HEAD + this.bars.size() * ROW + 16;
	}

	/**
	 * Draws it.
	 * @param top where it begins
	 * @return elements of SVG
	 */
	String draw(int top) {
		StringBuilder svg = new StringBuilder();
		svg.append(text(24, top + 28, "start", "title", this.title));
		svg.append(text(24, top + 48, "start", "small", this.subtitle));
		double longest = this.bars.stream().mapToDouble((bar) -> bar.value().max()).max().orElse(1);
		int y = top + HEAD;
		for (Bar bar : this.bars) {
			svg.append(draw(bar, y, (WIDTH - LABELS - NOTES) / longest));
			y += ROW;
		}
		return svg.toString();
	}

	private static String draw(Bar bar, int top, double scale) {
		double middle = top + THICKNESS / 2.0;
		double end = LABELS + bar.value().max() * scale;
		StringBuilder svg = new StringBuilder(text(LABELS - 12, middle + 4.5, "end", "label", bar.label()));
		svg.append(format("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\" fill=\"%s\"/>\n", LABELS, top,
				Math.max(1, bar.value().median() * scale), THICKNESS, bar.group().colour()));
		if (bar.value().max() > bar.value().min()) {
			svg.append(format(
					"<path d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\" stroke=\"#0f172a\" stroke-width=\"1.2\"/>\n",
					LABELS + bar.value().min() * scale, middle, end, LABELS + bar.value().min() * scale, middle - 4,
					end, middle - 4));
		}
		svg.append(text(end + 10, middle + 4.5, "start", "value", Figures.number(bar.value().median())));
		svg.append(text(end + 66, middle + 4.5, "start", "small", bar.note()));
		return svg.toString();
	}

	private static String text(double x, double y, String anchor, String style, String text) {
		return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n", x, y, anchor, style,
				text.replace("&", "&amp;").replace("<", "&lt;"));
	}

	private static String format(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
