package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublishedApiTest {

	@TempDir
	private Path folder;

	@Test
	void shouldReadTheGatewaysOwnProviders() {
		assertThat(PublishedApi.read(PublishedApi.FILE)).containsExactly(new PublishedApi("dogs", List.of("/dogs")),
				new PublishedApi("todo", List.of("/todo")));
	}

	@Test
	void shouldReadPathsThatAreAList() throws IOException {
		assertThat(PublishedApi.read(file("gateway: {providers: {orders: {paths: [/orders, /carts]}}}")))
			.containsExactly(new PublishedApi("orders", List.of("/orders", "/carts")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway: {}", "gateway: {providers: }", "gateway: {providers: [orders]}" })
	void shouldSayThatThereAreNoProviders(String text) throws IOException {
		assertRefused(file(text),
				" has no block 'providers': it must have gateway.providers, with a block for each provider.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", "- gateway" })
	void shouldSayThatItIsNotTheGateways(String text) throws IOException {
		assertRefused(file(text),
				" has no block 'gateway': it must have gateway.providers, with a block for each provider.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';',
			value = { "null; missing", "{}; missing", "{paths: }; missing", "{paths: orders}; 'orders'",
					"{paths: []}; '[]'", "{paths: 7}; '7'", "{paths: [/orders, carts]}; '[/orders, carts]'",
					"{paths: /}; '/'", "{paths: '/orders,/carts'}; '/orders,/carts'" },
			quoteCharacter = '"')
	void shouldSayWhichProvidersPathsAreWrong(String block, String found) throws IOException {
		assertRefused(file("gateway: {providers: {dogs: {paths: /dogs}, orders: %s}}".formatted(block)),
				": gateway.providers.orders.paths is %s, and must be a path such as /orders, or a list of such paths."
					.formatted(found));
	}

	@Test
	void shouldSayInWhichLineItIsNotYaml() throws IOException {
		assertRefused(file("gateway:\n  providers: {"), " is not YAML: line 2 must be mended.");
	}

	@Test
	void shouldSayThatThereIsNoFile() {
		assertRefused(this.folder.resolve("none.yaml"), " cannot be read: it must be the gateway's list of providers.");
	}

	@Test
	void shouldNameTheVariablesAsTheOriginalDid() {
		assertThat(PublishedApi.read(PublishedApi.FILE)).extracting(PublishedApi::serviceNameVariable)
			.containsExactly("DOGNAME_SERVICE_NAME", "TODO_SERVICE_NAME");
	}

	@Test
	void shouldNameAnotherVariableByTheProvider() {
		assertThat(new PublishedApi("big-orders", List.of()).serviceNameVariable())
			.isEqualTo("BIG_ORDERS_SERVICE_NAME");
	}

	private static void assertRefused(Path file, String message) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> PublishedApi.read(file))
			.withMessage(file + message);
	}

	private Path file(String text) throws IOException {
		return Files.writeString(this.folder.resolve("providers.yaml"), text);
	}

}
