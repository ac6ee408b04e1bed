package dev.crossaccount.infra;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may connect to whom: these lines and no others. */
@NodeRequired
class SecurityGroupsTest {

	private static final String S3 = SecurityGroupRules.S3;

	@Test
	void shouldAllowTheDogsAccountThis() {
		assertRules(Account.ECS_PROVIDER, "Load balancer -> Tasks of dog-names 8080",
				"Load balancer -> Tasks of dog-names 8081",
				"Tasks of dog-names -> Interface endpoints of AWS services 443",
				"Tasks of dog-names -> " + S3 + " 443");
	}

	@Test
	void shouldAllowTheTodoAccountThis() {
		assertRules(Account.EC2_PROVIDER, "Instances of todo-service -> Database 5432",
				"Instances of todo-service -> Interface endpoints of AWS services 443",
				"Instances of todo-service -> " + S3 + " 443", "Load balancer -> Instances of todo-service 8080",
				"Load balancer -> Instances of todo-service 8081");
	}

	@Test
	void shouldAllowTheConsumersAccountThis() {
		assertRules(Account.GLOBAL_APIGW, "Load balancer -> Tasks of gateway 8080",
				"Load balancer -> Tasks of gateway 8081", "Tasks of gateway -> Endpoint Endpoint-dogs 80",
				"Tasks of gateway -> Endpoint Endpoint-todo 80",
				"Tasks of gateway -> Interface endpoints of AWS services 443",
				"Tasks of gateway -> Throttle store 6379", "Tasks of gateway -> " + S3 + " 443",
				"VPC link of the HTTP API -> Load balancer 80");
	}

	@ParameterizedTest
	@MethodSource("stacks")
	void shouldNameNoAddressThatMeansAnybody(String stack) {
		assertThat(Resources.of(stack).template().toString()).doesNotContain("0.0.0.0/0", "::/0");
	}

	@ParameterizedTest
	@EnumSource
	void shouldNotLeaveAGroupToAwsWhichLetsItSendAnywhere(Account account) {
		for (String stack : account.stacks()) {
			Resources resources = Resources.of(stack);
			List<String> senders = resources.all("AWS::EC2::SecurityGroupEgress")
				.stream()
				.map((rule) -> rule.path("GroupId").path("Fn::GetAtt").path(0).asText())
				.toList();
			resources.template().path("Resources").properties().forEach((resource) -> {
				if (resource.getValue().path("Type").asText().equals("AWS::EC2::SecurityGroup")
						&& !senders.contains(resource.getKey())) {
					assertThat(resource.getValue().path("Properties").path("SecurityGroupEgress")).as(resource.getKey())
						.singleElement()
						.satisfies((rule) -> assertThat(rule.path("CidrIp").asText())
							.isEqualTo(SecurityGroupRules.NOBODY));
				}
			});
		}
	}

	static Stream<String> stacks() {
		return Stream.of(Account.values()).flatMap((account) -> account.stacks().stream());
	}

	private static void assertRules(Account account, String... lines) {
		SecurityGroupRules rules = new SecurityGroupRules(account);
		assertThat(rules.out()).containsExactly(lines);
		List<String> received = Stream.of(lines).filter((line) -> !line.contains(S3)).toList();
		assertThat(rules.in()).containsExactlyElementsOf(received);
	}

}
