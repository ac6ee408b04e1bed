package dev.crossaccount.systemtest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The links of all Markdown pages in a folder, and where they lead. */
final class Links {

	private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", "data");

	private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ {0,3}(```+|~~~+).*?^ {0,3}\\1[`~]*\\s*$");

	/** Within a paragraph, so that a backtick too many hides no link beyond it. */
	private static final Pattern CODE = Pattern.compile("(`+)(?!`)(?:(?!\n\\s*\n).)+?(?<!`)\\1(?!`)", Pattern.DOTALL);

	/** Inline, or a definition of its own: {@code [label]: target}. */
	private static final Pattern LINK = Pattern.compile(
			"(?m)(?:]\\(|^ {0,3}\\[[^]]+]:)\\s*(?:<([^>\n]*)>|([^\\s)]+))|<(?:a|img)\\s[^>]*(?:href|src)=\"([^\"]*)\"");

	private static final Pattern HEADING = Pattern.compile("(?m)^ {0,3}#{1,6} +(.*?)(?: +#+)? *$");

	private static final Pattern NAMED = Pattern.compile("<a\\s[^>]*(?:id|name)=\"([^\"]+)\"");

	private static final Pattern LINK_TEXT = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");

	private final Path root;

	Links(Path root) {
		this.root = root;
	}

	/** Returns {@code page: target} for each relative link that leads nowhere. */
	List<String> broken() throws IOException {
		List<String> broken = new ArrayList<>();
		for (Path page : pages()) {
			for (String target : targets(Files.readString(page))) {
				if (!leadsSomewhere(page, target)) {
					broken.add(this.root.relativize(page) + ": " + target);
				}
			}
		}
		return broken;
	}

	/** Returns the Markdown pages below the folder, in order. */
	List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>();
		Files.walkFileTree(this.root, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				return NOT_OURS.contains(folder.toFile().getName()) ? FileVisitResult.SKIP_SUBTREE
						: FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (file.toString().endsWith(".md")) {
					pages.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

		});
		return pages.stream().sorted().toList();
	}

	/** Returns where the page's links lead, without those to other hosts. */
	static List<String> targets(String page) {
		return LINK.matcher(CODE.matcher(CODE_BLOCK.matcher(page).replaceAll("")).replaceAll(""))
			.results()
			.map((link) -> Stream.of(1, 2, 3).map(link::group).filter((group) -> group != null).findFirst().orElse(""))
			.filter((target) -> URI.create(target).getScheme() == null)
			.toList();
	}

	private boolean leadsSomewhere(Path page, String target) throws IOException {
		String[] parts = target.split("#", 2);
		Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
		if (!file.startsWith(this.root) || !Files.exists(file)) {
			return false;
		}
		return parts.length == 1
				|| (file.toString().endsWith(".md") && anchors(Files.readString(file)).contains(parts[1]));
	}

	/**
	 * Returns the anchors that GitHub gives to the page's headings, and those that it
	 * names.
	 */
	static Set<String> anchors(String page) {
		String text = CODE_BLOCK.matcher(page).replaceAll("");
		Set<String> anchors = new HashSet<>();
		Map<String, Integer> seen = new HashMap<>();
		HEADING.matcher(text).results().map((MatchResult heading) -> slug(heading.group(1))).forEach((slug) -> {
			int count = seen.merge(slug, 1, Integer::sum) - 1;
			anchors.add((count == 0) ? slug : slug + "-" + count);
		});
		NAMED.matcher(CODE.matcher(text).replaceAll("")).results().map((name) -> name.group(1)).forEach(anchors::add);
		return anchors;
	}

	private static String slug(String heading) {
		return LINK_TEXT.matcher(heading)
			.replaceAll("$1")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
			.replace(' ', '-');
	}

}
