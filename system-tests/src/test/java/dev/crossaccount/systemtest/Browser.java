package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.assertj.core.api.Assertions.assertThat;

/** A headless Chromium, Debian's: nothing is downloaded. */
final class Browser implements AutoCloseable {

	static final Path PROGRAM = Path.of("/usr/bin/chromium");

	static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	/**
	 * Warns that it does not speak this browser's own protocol, of which little is
	 * needed.
	 */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private final ChromeDriver driver;

	Browser() {
		SELENIUM.setLevel(Level.SEVERE);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(PROGRAM.toFile());
		// The sandbox needs rights that containers and root lack.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--hide-scrollbars");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
				options);
		this.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
	}

	/** Sets the page's width and height, and whether its user wants it dark. */
	Browser looking(int width, int height, String colours) {
		command("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		command("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours),
						// What moves can't be clicked.
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		return this;
	}

	Browser open(String address) {
		this.driver.get(address);
		return this;
	}

	void offline(boolean offline) {
		command("Network.enable", Map.of());
		command("Network.emulateNetworkConditions",
				Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

	/** The one element that a CSS selector finds, once it is there and can be seen. */
	WebElement find(String selector) {
		return Awaitility.await(selector)
			.atMost(PATIENCE)
			.until(() -> this.driver.findElements(By.cssSelector(selector))
				.stream()
				.filter(WebElement::isDisplayed)
				.findFirst()
				.orElse(null), Objects::nonNull);
	}

	/** The text that an element has, seen or not. */
	String text(String selector) {
		return String.valueOf(script("return document.querySelector(arguments[0])?.textContent ?? ''", selector));
	}

	void awaitText(String selector, String text) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector)).contains(text));
	}

	void press(Keys key) {
		this.driver.switchTo().activeElement().sendKeys(key);
	}

	@Nullable Object script(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** What the browser has to complain of since it was last asked. */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			// Axe-core's way to find out colours, not the page's.
			.filter((message) -> !message.startsWith("rendering "))
			.toList();
	}

	/** What axe-core finds wrong with the page for people who can't see or point. */
	List<?> barriers() {
		script(resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"));
		Object found = this.driver.executeAsyncScript(
				"""
						const done = arguments[arguments.length - 1];
						axe.run().then((result) => done(result.violations.map((violation) =>
						  `${violation.id}: ${violation.nodes.map((node) => `${node.html} ${node.failureSummary}`).join("; ")}`)));
						""");
		return (List<?>) Objects.requireNonNull(found);
	}

	/** Keeps a picture of the whole page. */
	void screenshot(String name) {
		Object height = Objects.requireNonNull(script("return document.documentElement.scrollHeight"));
		Object width = Objects.requireNonNull(script("return document.documentElement.clientWidth"));
		Map<String, Object> picture = this.driver.executeCdpCommand("Page.captureScreenshot",
				Map.of("captureBeyondViewport", true, "clip",
						Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
		try {
			Files.createDirectories(SCREENSHOTS);
			Files.write(SCREENSHOTS.resolve(name + ".png"),
					Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void command(String name, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(name, parameters);
	}

	private static String resource(String name) {
		try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
