package dev.crossaccount.infra;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How connections get to a program: the same in all three accounts. */
@NodeRequired
class LoadBalancersTest {

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider", "global-apigw" })
	void shouldBeInternalAndHaveASecurityGroup(String stack) {
		JsonNode loadBalancer = Resources.of(stack).only("AWS::ElasticLoadBalancingV2::LoadBalancer");
		assertThat(loadBalancer.path("Type").asText()).isEqualTo("network");
		assertThat(loadBalancer.path("Scheme").asText()).isEqualTo("internal");
		assertThat(loadBalancer.path("SecurityGroups")).hasSize(1);
		assertThat(attributes(loadBalancer, "LoadBalancerAttributes"))
			.containsEntry("load_balancing.cross_zone.enabled", "true");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider" })
	void shouldNotDropWhatComesThroughPrivateLink(String stack) {
		assertThat(Resources.of(stack)
			.only("AWS::ElasticLoadBalancingV2::LoadBalancer")
			.path("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
			.asText()).isEqualTo("off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider", "global-apigw" })
	void shouldSayByProxyV2WhoCalls(String stack) {
		JsonNode targets = Resources.of(stack).only("AWS::ElasticLoadBalancingV2::TargetGroup");
		assertThat(targets.path("Protocol").asText()).isEqualTo("TCP");
		assertThat(targets.path("Port").asInt()).isEqualTo(8080);
		assertThat(attributes(targets, "TargetGroupAttributes")).containsEntry("proxy_protocol_v2.enabled", "true")
			.containsEntry("deregistration_delay.timeout_seconds", "30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider", "global-apigw" })
	void shouldAskForReadinessOnTheManagementPort(String stack) {
		JsonNode targets = Resources.of(stack).only("AWS::ElasticLoadBalancingV2::TargetGroup");
		assertThat(targets.path("HealthCheckProtocol").asText()).isEqualTo("HTTP");
		assertThat(targets.path("HealthCheckPort").asText()).isEqualTo("8081");
		assertThat(targets.path("HealthCheckPath").asText()).isEqualTo("/actuator/health/readiness");
		assertThat(targets.path("HealthCheckIntervalSeconds").asInt()).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider", "global-apigw" })
	void shouldTellOfUnhealthyTargets(String stack) {
		assertThat(Resources.of(stack).all("AWS::CloudWatch::Alarm"))
			.anySatisfy((alarm) -> assertThat(alarm.path("MetricName").asText()).isEqualTo("UnHealthyHostCount"));
	}

	@ParameterizedTest
	@CsvSource({ "ecs-provider, ecsvpcendpointservicename", "ec2-provider, ec2vpcendpointservicename" })
	void shouldPublishTheServiceToTheConsumerAlone(String stack, String output) {
		Resources resources = Resources.of(stack);
		assertThat(resources.only("AWS::EC2::VPCEndpointService").path("AcceptanceRequired").asBoolean(true)).isFalse();
		assertThat(resources.only("AWS::EC2::VPCEndpointService").path("NetworkLoadBalancerArns")).hasSize(1);
		assertThat(resources.only("AWS::EC2::VPCEndpointServicePermissions").path("AllowedPrincipals")).hasSize(1)
			.allSatisfy((principal) -> assertThat(principal.asText()).isEqualTo("arn:aws:iam::111111111111:root"));
		assertThat(resources.output(output).toString()).contains("com.amazonaws.vpce", "EndpointService");
	}

	@Test
	void shouldPublishNothingOfTheConsumer() {
		assertThat(Resources.of("global-apigw").all("AWS::EC2::VPCEndpointService")).isEmpty();
	}

	private static Map<String, String> attributes(JsonNode resource, String list) {
		Map<String, String> attributes = new HashMap<>();
		resource.path(list)
			.forEach((attribute) -> attributes.put(attribute.path("Key").asText(), attribute.path("Value").asText()));
		return attributes;
	}

}
