package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code compose/vpc-endpoint} decides. Only an available endpoint gets as far as
 * starting HAProxy, for which a script stands in here that says so.
 */
class VpcEndpointScriptTest {

	private static final String ID = "vpce-0d095d095d095d095";

	@TempDir
	private Path folder;

	@BeforeEach
	void standInForHaproxy() throws IOException {
		Path haproxy = this.folder.resolve("haproxy");
		Files.writeString(haproxy, "#!/bin/bash\necho \"listening, id in hexadecimal $ENDPOINT_ID_HEX\"\n");
		Files.setPosixFilePermissions(haproxy, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@Test
	void shouldListenForAnAllowedPrincipal() throws IOException {
		assertThat(endpoint(ID, "arn:aws:iam::1:root arn:aws:iam::111111111111:root", false, "").output())
			.contains("is available")
			.contains("listening, id in hexadecimal 767063652d3064303935643039356430393564303935");
	}

	@Test
	void shouldListenForAnyoneWhereAnyoneIsAllowed() throws IOException {
		assertThat(endpoint(ID, "*", false, "").output()).contains("listening");
	}

	@Test
	void shouldDenyByDefault() throws IOException {
		assertThat(endpoint(ID, "", false, "").output()).contains(
				"rejected by the-service: arn:aws:iam::111111111111:root is not among the allowed principals (none)")
			.doesNotContain("listening");
	}

	@Test
	void shouldNotTakeAnAccountForAnotherThatItIsAPartOf() throws IOException {
		assertThat(endpoint(ID, "arn:aws:iam::1111111111111:root", false, "").output()).contains("rejected")
			.doesNotContain("listening");
	}

	@Test
	void shouldWaitForAcceptanceWhereItIsRequired() throws IOException {
		assertThat(endpoint(ID, "*", true, "vpce-0aaaaaaaaaaaaaaaa").output()).contains("pendingAcceptance")
			.doesNotContain("listening");
		assertThat(endpoint(ID, "*", true, "vpce-0aaaaaaaaaaaaaaaa " + ID).output()).contains("listening");
	}

	@Test
	void shouldRefuseAMalformedId() throws IOException {
		Command endpoint = endpoint("vpce-1", "*", false, "");
		assertThat(endpoint.exitCode()).isEqualTo(1);
		assertThat(endpoint.output()).contains("ENDPOINT_ID must be vpce- and 17 hexadecimal digits");
	}

	/** Runs the script for two seconds at most: without a permission it waits for one. */
	private Command endpoint(String id, String principals, boolean acceptanceRequired, String accepted)
			throws IOException {
		Path permissions = this.folder.resolve("endpoint-service.conf");
		Files.writeString(permissions, """
				SERVICE_NAME=the-service
				ALLOWED_PRINCIPALS="%s"
				ACCEPTANCE_REQUIRED=%s
				ACCEPTED_ENDPOINTS="%s"
				""".formatted(principals, acceptanceRequired, accepted));
		Map<String, String> environment = Map.of("ENDPOINT_ID", id, "ACCOUNT", "111111111111", "PATH",
				this.folder + ":" + System.getenv("PATH"));
		return Command.run(Duration.ofSeconds(20), environment,
				List.of("timeout", "2", "compose/vpc-endpoint", permissions.toString()));
	}

}
