package dev.crossaccount.systemtest.resilience;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.crossaccount.systemtest.Probe;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** PROXY headers from those who have no business to send one. */
@ResilienceTest
class ForgedProxyHeaderST {

	private static final String CLAIMED = "203.0.113.9";

	private static final String DOGS_ENDPOINT = "vpce-0d095d095d095d095";

	private static final String TODO_ENDPOINT = "vpce-070d0070d0070d007";

	private static final String REQUEST = "GET /dogs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

	/** Sends bytes and prints the answer, until the other side closes. */
	private static final String EXCHANGE = """
			use IO::Socket::INET;
			my ($host, $port, $bytes) = @ARGV;
			alarm 10;
			$SIG{PIPE} = "IGNORE";
			my $socket = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => "tcp") or die "$host: $!";
			print $socket pack("H*", $bytes);
			$socket->flush;
			print while <$socket>;
			""";

	private final Topology topology;

	ForgedProxyHeaderST(Topology topology) {
		this.topology = topology;
	}

	@Test
	void shouldNotBelieveAClient(Report.Row row) throws Exception {
		row.of("PROXY header sent by a client to the published port",
				"400; the address that it claims is logged nowhere");
		Map<String, String> answers = new TreeMap<>();
		for (Map.Entry<String, byte[]> header : headers().entrySet()) {
			try (Socket socket = new Socket("localhost", this.topology.port())) {
				socket.setSoTimeout(10_000);
				socket.getOutputStream().write(header.getValue());
				answers.put(header.getKey(),
						status(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)));
			}
		}
		row.measured("%s", answers);
		assertThatForgedOnesAreRefused(answers);
		assertThat(this.topology.logs("gateway-service", "dog-names-service")).contains("/dogs")
			.doesNotContain(CLAIMED);
	}

	@Test
	void shouldNotBelieveTheConsumersSideOfAnEndpoint(Report.Row row) {
		row.of("PROXY header sent by a gateway to the endpoint, with the endpoint's id and with another's",
				"400; the address that it claims is logged nowhere");
		Map<String, String> answers = answers("gateway-service", "dogs.vpce.internal", 80);
		row.measured("%s", answers);
		assertThatForgedOnesAreRefused(answers);
		assertThat(this.topology.logs("vpce-dogs", "nlb-dogs", "dog-names-service")).doesNotContain(CLAIMED);
	}

	@Test
	void shouldBelieveTheLoadBalancerAloneAndItsOwnEndpointOnly(Report.Row row) {
		row.of("PROXY header sent to a service from within its own VPC",
				"none, or one of version 1: closed; another endpoint's: 403; its own endpoint's: 200");
		Map<String, String> answers = answers("nlb-dogs", "dogs.target.internal", 8080);
		row.measured("%s", answers);
		assertThat(answers).containsOnly(Map.entry("none", "closed"), Map.entry("v1", "closed"),
				Map.entry("v2 of " + DOGS_ENDPOINT, "200"), Map.entry("v2 of " + TODO_ENDPOINT, "403"));
	}

	@Test
	void shouldLetNobodyElseSendOne(Report.Row row) {
		row.of("PROXY header sent to nlb-dogs or its targets by any other container",
				"no connection but from the endpoint");
		List<Topology.Container> balancer = this.topology.containers("nlb-dogs");
		List<Topology.Container> targets = this.topology.containers("dog-names-service");
		List<String> connecting = this.topology.containers()
			.stream()
			.filter((source) -> !List.of("nlb-dogs", "dog-names-service").contains(source.service()))
			.filter((source) -> !Probe.reached(source, targets, List.of(8080)).isEmpty()
					|| !Probe.reached(source, balancer, List.of(80)).isEmpty())
			.map(Topology.Container::service)
			.toList();
		row.measured("connected: %s", connecting);
		assertThat(connecting).containsExactly("vpce-dogs");
	}

	private static void assertThatForgedOnesAreRefused(Map<String, String> answers) {
		assertThat(answers).containsEntry("none", "200").hasSize(4);
		answers.remove("none");
		assertThat(answers.values()).containsOnly("400");
	}

	private Map<String, String> answers(String source, String host, int port) {
		Topology.Container container = this.topology.container(source);
		Map<String, String> answers = new TreeMap<>();
		headers().forEach((name, bytes) -> answers.put(name,
				status(container
					.exec("perl", "-e", EXCHANGE, host, String.valueOf(port), HexFormat.of().formatHex(bytes))
					.succeeds()
					.output())));
		return answers;
	}

	private static String status(String answer) {
		return answer.startsWith("HTTP/1.1 ") ? answer.substring(9, 12) : answer.isEmpty() ? "closed" : answer;
	}

	/** Forged headers, each with the request that follows it. */
	private static Map<String, byte[]> headers() {
		return Map.of("none", request(new byte[0]), "v1",
				request(("PROXY TCP4 " + CLAIMED + " 127.0.0.1 1111 80\r\n").getBytes(StandardCharsets.US_ASCII)),
				"v2 of " + DOGS_ENDPOINT, request(version2(DOGS_ENDPOINT)), "v2 of " + TODO_ENDPOINT,
				request(version2(TODO_ENDPOINT)));
	}

	private static byte[] request(byte[] header) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(header);
		bytes.writeBytes(REQUEST.getBytes(StandardCharsets.US_ASCII));
		return bytes.toByteArray();
	}

	/** With the id of an endpoint as AWS writes it: TLV 0xEA, first byte 0x01. */
	private static byte[] version2(String endpoint) {
		byte[] id = endpoint.getBytes(StandardCharsets.US_ASCII);
		return ByteBuffer.allocate(16 + 12 + 4 + id.length)
			.put(HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111"))
			.putShort((short) (12 + 4 + id.length))
			.put(new byte[] { (byte) 203, 0, 113, 9, 127, 0, 0, 1 })
			.putShort((short) 1111)
			.putShort((short) 80)
			.put((byte) 0xEA)
			.putShort((short) (1 + id.length))
			.put((byte) 1)
			.put(id)
			.array();
	}

}
