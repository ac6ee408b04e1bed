package dev.crossaccount.infra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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

	@Test
	void shouldSayWhatIsMissing() throws IOException {
		Path file = file("gateway: {}");
		assertThatIllegalStateException().isThrownBy(() -> PublishedApi.read(file))
			.withMessage(file + " has no block 'providers'.");
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

	private Path file(String text) throws IOException {
		return Files.writeString(this.folder.resolve("providers.yaml"), text);
	}

}
