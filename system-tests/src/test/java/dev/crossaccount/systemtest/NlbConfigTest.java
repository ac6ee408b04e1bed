package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers that the local load balancers and endpoints share with AWS. By the text,
 * because to see an idle connection close takes six minutes, and HAProxy tells its
 * settings on an administration socket only, which no container has.
 */
class NlbConfigTest {

	@Test
	void shouldCloseIdleConnectionsAfter350Seconds() throws IOException {
		for (String file : List.of("nlb.cfg", "vpc-endpoint.cfg")) {
			assertThat(directives(file)).as(file)
				.contains("timeout client 350s", "timeout server 350s")
				.filteredOn((directive) -> directive.startsWith("timeout client")
						|| directive.startsWith("timeout server") || directive.startsWith("timeout tunnel"))
				.hasSize(2);
		}
	}

	@Test
	void shouldTakeATargetForHealthyAfterFiveChecksAndUnhealthyAfterTwo() throws IOException {
		assertThat(directives("nlb.cfg")).filteredOn((directive) -> directive.contains("check port"))
			.singleElement()
			.asString()
			.startsWith("default-server ")
			.contains(" fall 2 ")
			.endsWith(" rise 5");
	}

	private static List<String> directives(String file) throws IOException {
		return Files.readString(Command.ROOT.resolve("compose").resolve(file)).lines().map(String::strip).toList();
	}

}
