package dev.crossaccount.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@NodeRequired
class VpcStackTest {

	private static final String ENDPOINT = "AWS::EC2::VPCEndpoint";

	@ParameterizedTest
	@ValueSource(strings = { "ecs-vpc-stack", "ec2-vpc-stack", "global-vpc-stack" })
	void shouldHaveNoWayToTheInternet(String stack) {
		Resources resources = Resources.of(stack);
		assertThat(resources.all()).extracting((resource) -> resource.path("Type").asText())
			.doesNotContain("AWS::EC2::InternetGateway", "AWS::EC2::NatGateway", "AWS::EC2::Route", "AWS::EC2::EIP",
					"AWS::Lambda::Function");
		assertThat(resources.all("AWS::EC2::Subnet")).hasSize(2)
			.allSatisfy((subnet) -> assertThat(subnet.path("MapPublicIpOnLaunch").asBoolean(true)).isFalse());
	}

	@ParameterizedTest
	@CsvSource({ "ecs-vpc-stack, 'ecr.api,ecr.dkr,logs'",
			"ec2-vpc-stack, 'cloudformation,ecr.api,ecr.dkr,logs,secretsmanager,ssm,ssmmessages'",
			"global-vpc-stack, 'ecr.api,ecr.dkr,logs,secretsmanager'" })
	void shouldHaveTheInterfaceEndpointsThatItNeeds(String stack, String services) {
		assertThat(endpoints(stack, "Interface").toList())
			.extracting((endpoint) -> endpoint.path("ServiceName").asText().replace("com.amazonaws.eu-central-1.", ""))
			.containsExactlyInAnyOrder(services.split(","));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-vpc-stack", "ec2-vpc-stack", "global-vpc-stack" })
	void shouldReadFromS3Only(String stack) {
		JsonNode s3 = endpoints(stack, "Gateway").findFirst().orElseThrow();
		assertThat(s3.path("ServiceName").toString()).contains(".s3");
		assertThat(s3.path("PolicyDocument").path("Statement")).hasSize(1);
		assertThat(s3.path("PolicyDocument").path("Statement").path(0).path("Action").asText())
			.isEqualTo("s3:GetObject");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-vpc-stack", "ec2-vpc-stack", "global-vpc-stack" })
	void shouldKeepFlowLogsForAMonth(String stack) {
		Resources resources = Resources.of(stack);
		assertThat(resources.only("AWS::EC2::FlowLog").path("TrafficType").asText()).isEqualTo("ALL");
		assertThat(resources.only("AWS::Logs::LogGroup").path("RetentionInDays").asInt()).isEqualTo(30);
	}

	@Test
	void shouldBeInTheZonesThatAreNamed() {
		assertThat(Resources.of("ecs-vpc-stack").all("AWS::EC2::Subnet")).extracting(VpcStackTest::zone)
			.containsExactly("\"euc1-az2\"", "\"euc1-az3\"");
	}

	@Test
	void shouldElseBeInTheFirstTwoOfTheAccount() {
		Map<String, String> variables = new HashMap<>(Account.ECS_PROVIDER.variables());
		variables.remove("AZ_IDS");
		Resources resources = Resources
			.of(Account.template(Account.ECS_PROVIDER.newApp(variables, Map.of()), "ecs-vpc-stack").toJSON());
		assertThat(resources.all("AWS::EC2::Subnet")).extracting(VpcStackTest::zone)
			.containsExactly("{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}",
					"{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}");
	}

	private static String zone(JsonNode subnet) {
		List<JsonNode> zones = Stream.of("AvailabilityZone", "AvailabilityZoneId")
			.filter(subnet::has)
			.map(subnet::path)
			.toList();
		assertThat(zones).hasSize(1);
		return zones.get(0).toString();
	}

	private static Stream<JsonNode> endpoints(String stack, String type) {
		return Resources.of(stack)
			.all(ENDPOINT)
			.stream()
			.filter((endpoint) -> endpoint.path("VpcEndpointType").asText().equals(type));
	}

}
