package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That each relative link and anchor in the repository's Markdown pages leads somewhere.
 */
class LinksTest {

	@TempDir
	private Path folder;

	@Test
	void shouldLeadSomewhereFromEachPage() throws IOException {
		Links links = new Links(Command.ROOT);
		assertThat(links.pages()).contains(Command.ROOT.resolve("README.md"))
			.contains(Command.ROOT.resolve("docs/operations.md"))
			.hasSizeGreaterThan(15);
		assertThat(Links.targets(Files.readString(Command.ROOT.resolve("README.md")))).hasSizeGreaterThan(20);
		assertThat(links.broken()).isEmpty();
	}

	@Test
	void shouldFindALinkThatLeadsNowhere() throws IOException {
		Files.createDirectories(this.folder.resolve("docs/target"));
		Files.writeString(this.folder.resolve("docs/target/built.md"), "[x](nowhere.md)");
		Files.writeString(this.folder.resolve("docs/page.md"), """
				# The `page` of [links](../README.md), and more
				## Twice
				## Twice
				<a id="named"></a>
				```sh
				# Not a heading
				```
				""");
		Files.writeString(this.folder.resolve("README.md"), """
				# Known-bad
				[a](docs/gone.md) [b](docs/page.md#gone) [c](#gone) ![d](docs/gone.png)
				[e](docs/page.md#not-a-heading) [f](docs/page.md#twice-2) [g](docs#named) [h](../README.md)
				[wrapped
				text](docs/wrapped.md "title") and a ` too many.

				[`i`](docs/code.md) [j][ref] <a href="docs/html.md">k</a>

				[ref]: docs/reference.md

				[good](docs/page.md#the-page-of-links-and-more) [good](docs/page.md#twice-1) [good](docs/page.md#named)
				[good](docs) [good](#known-bad) [good](https://example.com/gone.md#gone) `[code](gone.md)`

				```
				[block](gone.md)
				```
				""");
		assertThat(new Links(this.folder).broken()).containsExactly("README.md: docs/gone.md",
				"README.md: docs/page.md#gone", "README.md: #gone", "README.md: docs/gone.png",
				"README.md: docs/page.md#not-a-heading", "README.md: docs/page.md#twice-2", "README.md: docs#named",
				"README.md: ../README.md", "README.md: docs/wrapped.md", "README.md: docs/code.md",
				"README.md: docs/html.md", "README.md: docs/reference.md");
	}

}
