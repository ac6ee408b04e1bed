package dev.crossaccount.gateway.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import dev.crossaccount.gateway.problem.UpstreamException.Kind;
import dev.crossaccount.gateway.problem.UpstreamException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class UpstreamFailuresTest {

	@ParameterizedTest
	@MethodSource("failures")
	void shouldSortByWhatItMeansToTheCaller(Throwable failure, Kind kind) {
		UpstreamException sorted = UpstreamFailures.of("dogs", failure);
		assertThat(sorted.kind()).isEqualTo(kind);
		assertThat(sorted.provider()).isEqualTo("dogs");
		assertThat(sorted).hasCause(failure);
	}

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new ConnectException("refused"), Kind.UNAVAILABLE),
				arguments(new NoRouteToHostException(), Kind.UNAVAILABLE),
				arguments(new UnknownHostException(), Kind.UNAVAILABLE),
				arguments(new ConnectTimeoutException(), Kind.TIMEOUT),
				arguments(ReadTimeoutException.INSTANCE, Kind.TIMEOUT),
				arguments(new NoFreeConnectionException("none"), Kind.UNAVAILABLE),
				arguments(new IOException("Connection reset by peer"), Kind.BAD_ANSWER),
				arguments(new SSLHandshakeException("untrusted"), Kind.BAD_ANSWER),
				arguments(new IllegalArgumentException("invalid version format"), Kind.BAD_ANSWER));
	}

}
