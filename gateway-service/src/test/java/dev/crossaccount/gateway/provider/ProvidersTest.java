package dev.crossaccount.gateway.provider;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.ProviderProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ProvidersTest {

	@Test
	void shouldTakeAValidBlockAsItIs() {
		Provider dogs = Providers.of(Map.of("dogs", block("/dogs"))).all().iterator().next();
		assertThat(dogs).isEqualTo(new Provider("dogs", URI.create("http://vpce:80"), List.of("/dogs"),
				Set.of(HttpMethod.GET, HttpMethod.POST), Duration.ofSeconds(1), Duration.ofSeconds(5)));
	}

	@Test
	void shouldRefuseToStartWithoutAnyProvider() {
		assertThatExceptionOfType(InvalidSettingsException.class).isThrownBy(() -> Providers.of(Map.of()))
			.withMessageContaining("gateway.providers");
	}

	@ParameterizedTest
	@CsvSource({ "/dogs, /dogs", "/dogs, /dogs/males", "/dogs/males, /dogs", "/a/b/c, /a/b" })
	void shouldRefuseOverlappingPaths(String one, String other) {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> Providers.of(Map.of("a", block(one), "b", block(other))))
			.withMessageContaining("overlaps");
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(() -> Providers.of(Map.of("a", block(one, other))))
			.withMessageContaining("overlap");
	}

	@ParameterizedTest
	@CsvSource({ "/dogs, /dogsx", "/dogs/males, /dogs/females", "/a-b, /a" })
	void shouldAcceptPathsThatDifferInASegment(String one, String other) {
		assertThatNoException().isThrownBy(() -> Providers.of(Map.of("a", block(one), "b", block(other))));
	}

	@ParameterizedTest
	@CsvSource({ "/dogs, true", "/dogs/, true", "/dogs/males, true", "/dogsx, false", "/dog, false", "/Dogs, false",
			"/, false", "'', false", "/x/dogs, false" })
	void shouldServeItsPathAndAllBelow(String path, boolean served) {
		Provider dogs = Providers.of(Map.of("dogs", block("/dogs"))).all().iterator().next();
		assertThat(dogs.route(path) != null).isEqualTo(served);
	}

	private static ProviderProperties block(String... paths) {
		return new Binder(new MapConfigurationPropertySource(Map.of("block.uri", "http://vpce:80", "block.paths",
				List.of(paths), "block.methods", List.of("GET", "POST"))))
			.bind("block", ProviderProperties.class)
			.get();
	}

}
