package dev.crossaccount.infra;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@NodeRequired
class FargateServicesTest {

	@ParameterizedTest
	@CsvSource({ "ecs-provider, dog-names", "global-apigw, gateway" })
	void shouldRunTheImageThatWasPushed(String stack, String repository) {
		JsonNode task = Resources.of(stack).only("AWS::ECS::TaskDefinition");
		assertThat(task.path("Cpu").asText()).isEqualTo("512");
		assertThat(task.path("Memory").asText()).isEqualTo("1024");
		assertThat(task.path("RuntimePlatform").path("CpuArchitecture").asText()).isEqualTo("ARM64");
		assertThat(container(stack).path("Image").toString()).contains("/" + repository + ":0123456789ab");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "global-apigw" })
	void shouldGiveTheProgramNoMoreThanItNeeds(String stack) {
		JsonNode container = container(stack);
		assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
		assertThat(container.path("LinuxParameters").path("Capabilities").path("Drop").path(0).asText())
			.isEqualTo("ALL");
		assertThat(container.path("LinuxParameters").path("Tmpfs").path(0).path("ContainerPath").asText())
			.isEqualTo("/tmp");
		assertThat(Resources.of(stack)
			.only("AWS::ECS::Service")
			.path("NetworkConfiguration")
			.path("AwsvpcConfiguration")
			.path("AssignPublicIp")
			.asText()).isEqualTo("DISABLED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "global-apigw" })
	void shouldRollADeploymentBackThatDoesNotGetReady(String stack) {
		JsonNode deployment = Resources.of(stack).only("AWS::ECS::Service").path("DeploymentConfiguration");
		assertThat(deployment.path("DeploymentCircuitBreaker").path("Enable").asBoolean()).isTrue();
		assertThat(deployment.path("DeploymentCircuitBreaker").path("Rollback").asBoolean()).isTrue();
		assertThat(deployment.path("MinimumHealthyPercent").asInt()).isEqualTo(100);
	}

	@ParameterizedTest
	@CsvSource({ "ecs-provider, ProcessedPackets", "global-apigw, Count" })
	void shouldScaleByCpuAndByRequests(String stack, String requests) {
		Resources resources = Resources.of(stack);
		JsonNode target = resources.only("AWS::ApplicationAutoScaling::ScalableTarget");
		assertThat(target.path("MinCapacity").asInt()).isEqualTo(2);
		assertThat(target.path("MaxCapacity").asInt()).isEqualTo(10);
		List<String> policies = resources.all("AWS::ApplicationAutoScaling::ScalingPolicy")
			.stream()
			.map(JsonNode::toString)
			.toList();
		assertThat(policies).hasSize(2)
			.anySatisfy((policy) -> assertThat(policy).contains("ECSServiceAverageCPUUtilization"))
			.anySatisfy((policy) -> assertThat(policy).contains("\"FILL(requests, 0) / tasks\"", requests,
					"HealthyHostCount"));
	}

	@ParameterizedTest
	@CsvSource({ "ECS_PROVIDER, ecs-provider, dog-names", "GLOBAL_APIGW, global-apigw, gateway" })
	void shouldNotStartATaskBeforeItMayPullItsImage(Account account, String stack, String repository) {
		SecurityGroupRules rules = new SecurityGroupRules(account);
		String services = "Tasks of %s -> Interface endpoints of AWS services 443".formatted(repository);
		assertThat(Resources.of(stack).dependencies("AWS::ECS::Service")).contains(rules.outId(services),
				rules.inId(services),
				rules.outId("Tasks of %s -> %s 443".formatted(repository, SecurityGroupRules.S3)));
	}

	@ParameterizedTest
	@CsvSource({ "ECS_PROVIDER, ecs-provider, dog-names", "GLOBAL_APIGW, global-apigw, gateway" })
	void shouldNotStartATaskBeforeTheLoadBalancerMayReachIt(Account account, String stack, String repository) {
		SecurityGroupRules rules = new SecurityGroupRules(account);
		String requests = "Load balancer -> Tasks of %s 8080".formatted(repository);
		String checks = "Load balancer -> Tasks of %s 8081".formatted(repository);
		Resources resources = Resources.of(stack);
		assertThat(resources.dependencies("AWS::ECS::Service"))
			.containsAll(resources.ids("AWS::ElasticLoadBalancingV2::Listener"))
			.contains(rules.outId(requests), rules.inId(requests), rules.outId(checks), rules.inId(checks));
		assertThat(resources.ids("AWS::ElasticLoadBalancingV2::Listener")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ecs-provider", "ec2-provider", "global-apigw" })
	void shouldKeepLogsForAMonth(String stack) {
		assertThat(Resources.of(stack).all("AWS::Logs::LogGroup")).isNotEmpty()
			.allSatisfy((group) -> assertThat(group.path("RetentionInDays").asInt()).isEqualTo(30));
	}

	static JsonNode container(String stack) {
		JsonNode containers = Resources.of(stack).only("AWS::ECS::TaskDefinition").path("ContainerDefinitions");
		assertThat(containers).hasSize(1);
		return containers.path(0);
	}

}
