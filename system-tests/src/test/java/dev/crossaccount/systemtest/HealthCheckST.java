package dev.crossaccount.systemtest;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How the load balancers ask whether a target is healthy. */
@ComposeTest
class HealthCheckST {

	/** Prints what a PROXY v2 header begins with, if it is one. */
	private static final String FIRST_BYTES = """
			my $port = IO::Socket::INET->new(LocalPort => 8081, Listen => 5) or die;
			sysread($port->accept, my $bytes, 12);
			print unpack('H*', $bytes)""";

	private final Topology topology;

	HealthCheckST(Topology topology) {
		this.topology = topology;
	}

	@AfterEach
	void restore() {
		this.topology.restore();
	}

	/** A Network Load Balancer does where its connections have the header. */
	@ParameterizedTest
	@CsvSource({ "consumer-vpc-gateway, gateway.target.internal", "dogs-vpc, dogs.target.internal" })
	void shouldBeginWithAProxyHeader(String network, String targets) {
		Command target = Command.run(Duration.ofMinutes(2), Map.of(),
				List.of("docker", "run", "--rm", "--network=" + Topology.PROJECT + "_" + network,
						"--network-alias=" + targets, "eclipse-temurin:25-jre", "timeout", "60", "perl",
						"-MIO::Socket::INET", "-e", FIRST_BYTES));
		assertThat(target.succeeds().output()).isEqualTo("0d0a0d0a000d0a515549540a");
	}

}
