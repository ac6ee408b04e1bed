package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/** The portal in a real browser, in front of the programs that {@code ./run} starts. */
@AnyJdk
@BrowserRequired
class PortalST {

	private static final int DOGS_PORT = Topology.freePort();

	private static RunScript script;

	private static RunScript.Running run;

	/** Besides the one of ./run, which ends when one of its programs does. */
	private static Process dogs;

	private static Browser browser;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		dogs = dogNamesService();
		script = new RunScript(Command.ROOT, folder).set("GATEWAY_PROVIDERS_DOGS_URI", "http://127.0.0.1:" + DOGS_PORT);
		run = script.start();
		browser = new Browser();
	}

	@AfterAll
	static void stop() {
		browser.close();
		run.close();
		dogs.destroy();
	}

	@BeforeEach
	void openThePortal() {
		browser.looking(1280, 900, "light").open(address("/"));
		browser.find("#picture svg");
		browser.awaitText("#totals", "req/s");
	}

	@AfterEach
	void shouldNotHaveMadeTheBrowserComplain() {
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void shouldMoveWithTheTraffic() {
		browser.awaitText("#totals dd", "0 req/s");
		Awaitility.await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
			script.curl("/dogs");
			assertThat(browser.text("#totals dd")).isNotEqualTo("0 req/s");
			assertThat(row("dogs")).contains("up: answers", " ms").doesNotContain("0 req/s");
		});
		assertThat(browser.text("#picture svg")).contains("account 111111111111", "account 222222222222", "vpce-dogs",
				"PrivateLink", "NLB", "breaker closed");
		browser.awaitText("#freshness-text", "Last ");
	}

	@Test
	void shouldTurnRedWhenAProviderStopsAndGreenAgain() throws IOException {
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> row("dogs").contains("up: answers"));
		dogs.destroyForcibly();
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> row("dogs").contains("down: does not answer"));
		assertThat(browser.text("#picture .row.state-down")).contains("down", "does not answer", "vpce-dogs");
		assertThat(browser.text("#picture .row.state-up")).contains("vpce-todo");
		assertThat(browser.text("#announcements")).isEqualTo("dogs is down: does not answer");
		assertThat(browser.text("#totals")).contains("1 of 2 up");
		browser.screenshot("portal-down");
		dogs = dogNamesService();
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> row("dogs").contains("up: answers"));
	}

	@Test
	void shouldDrawADog() {
		browser.find("#draw").click();
		browser.awaitText("#dog-answer", "GET /dogs");
		browser.awaitText("#dog-answer", "200");
		browser.awaitText("#dog-answer", "request id");
		assertThat(browser.text("#dog-gender")).isIn("male", "female");
	}

	@Test
	void shouldAddATodoAndListIt() {
		String todo = "<img src=x onerror=alert(1)> & more";
		browser.find("#todo-data").sendKeys(todo);
		browser.press(Keys.ENTER);
		browser.awaitText("#todo-answer", "201");
		browser.awaitText("#todo-list", todo);
		assertThat(script.curl("/todo")).contains("\"data\":\"" + todo + "\"");
		assertThat(browser.script("return document.querySelectorAll('#todo-list img').length")).isEqualTo(0L);
		browser.open(address("/"));
		browser.awaitText("#todo-list", todo);
		browser.find("#todo-list button").click();
		browser.awaitText("#todo-answer", "204");
		browser.find("#todo-none");
	}

	@Test
	void shouldSayWhyARequestIsRefused() {
		browser.find(".credential summary").click();
		browser.find("#credential").sendKeys("cak_wrong");
		browser.find("#draw").click();
		browser.awaitText("#dog-answer", "401");
		browser.awaitText("#dog-answer", "Invalid API key");
		browser.awaitText("#todo-answer", "Invalid API key");
		assertThat(browser.complaints()).isNotEmpty().allMatch((complaint) -> complaint.contains("status of 401"));
		assertThat(browser.script("return Object.keys(localStorage).length + Object.keys(sessionStorage).length"))
			.isEqualTo(0L);
	}

	@Test
	void shouldSayHowOldTheNumbersAreWhenThereAreNoNewOnes() {
		browser.offline(true);
		browser.awaitText("#freshness-text", "No data since ");
		browser.offline(false);
		browser.awaitText("#freshness-text", "Last ");
		assertThat(browser.complaints()).allMatch((complaint) -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
	}

	@Test
	void shouldSendARequestFromTheDocs() {
		browser.find("a.nav-docs").click();
		browser.find(".opblock-get .opblock-summary-control").click();
		browser.find(".try-out__btn").click();
		browser.find(".opblock .execute").click();
		browser.awaitText(".live-responses-table tbody .response-col_status", "200");
		browser.awaitText(".live-responses-table tbody .response-col_description", "\"gender\"");
		browser.screenshot("docs");
	}

	@ParameterizedTest
	@CsvSource({ "portal-light, 1280, 900, light", "portal-dark, 1280, 900, dark", "portal-phone, 360, 780, light",
			"portal-phone-dark, 360, 780, dark" })
	void shouldHaveNoBarriers(String name, int width, int height, String colours) {
		browser.looking(width, height, colours).open(address("/"));
		browser.find(".credential summary").click();
		browser.find("#draw").click();
		browser.awaitText("#dog-answer", "200");
		for (int i = 0; i < 20; i++) {
			script.curl("/dogs/females");
			script.curl("/todo");
		}
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> !browser.text("#totals dd").startsWith("0"));
		assertThat(browser.barriers()).isEmpty();
		browser.find(".credential summary").click();
		assertThat(browser.script("return document.documentElement.scrollWidth")).as("no sideways scrolling")
			.isEqualTo((long) width);
		browser.screenshot(name);
	}

	@Test
	void shouldBeUsableByKeyboard() {
		browser.script("document.body.focus()");
		List<?> wanted = (List<?>) Objects.requireNonNull(browser.script("""
				document.querySelectorAll("details").forEach((details) => { details.open = true; });
				const all = [...document.querySelectorAll("a, button, input, select, summary, [tabindex='0']")];
				return all.filter((node) => node.checkVisibility() && !(node.type === "radio" && !node.checked))
				  .map((node, index) => node.dataset.order = String(index));
				"""));
		assertThat(wanted).hasSizeGreaterThan(15);
		for (Object order : wanted) {
			browser.press(Keys.TAB);
			assertThat(browser.script("return document.activeElement.dataset.order")).isEqualTo(order);
			assertThat(browser
				.script("""
						const node = document.activeElement;
						return [node, node.nextElementSibling].some((some) => some && getComputedStyle(some).outlineStyle !== "none");
						"""))
				.as("seen to have the focus")
				.isEqualTo(true);
		}
	}

	private static String row(String provider) {
		return String.valueOf(browser.script("""
				return [...document.querySelectorAll("#table tbody tr")]
				  .find((row) => row.firstChild.textContent === arguments[0])?.textContent ?? "";
				""", provider));
	}

	private static String address(String path) {
		return "http://localhost:" + script.gatewayPort() + path;
	}

	private static Process dogNamesService() throws IOException {
		Map<String, String> settings = Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", Integer.toString(DOGS_PORT),
				"MANAGEMENT_SERVER_PORT", Integer.toString(Topology.freePort()));
		Path jar = Command.ROOT.resolve("dog-names-service/target/dog-names-service-0.1.0-SNAPSHOT.jar");
		return Command
			.builder(settings,
					List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-Xmx128m", "-jar", jar.toString()))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

}
