package dev.crossaccount.infra;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@NodeRequired
class Ec2ProviderStackTest {

	private final Resources resources = Resources.of("ec2-provider");

	@Test
	void shouldProtectTheDatabase() {
		JsonNode cluster = this.resources.only("AWS::RDS::DBCluster");
		assertThat(cluster.path("Engine").asText()).isEqualTo("aurora-postgresql");
		assertThat(cluster.path("EngineVersion").asText()).startsWith("17.");
		assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
		assertThat(cluster.path("DeletionProtection").asBoolean()).isTrue();
		assertThat(cluster.path("BackupRetentionPeriod").asInt()).isEqualTo(7);
		assertThat(cluster.path("DatabaseName").asText()).isEqualTo("todo");
	}

	@Test
	void shouldLeaveThePasswordToRds() {
		JsonNode cluster = this.resources.only("AWS::RDS::DBCluster");
		assertThat(cluster.path("ManageMasterUserPassword").asBoolean()).isTrue();
		assertThat(cluster.has("MasterUserPassword")).isFalse();
		assertThat(this.resources.all("AWS::SecretsManager::Secret")).isEmpty();
	}

	@Test
	void shouldHaveAReaderToFailOverTo() {
		assertThat(this.resources.all("AWS::RDS::DBInstance")).hasSize(2).allSatisfy((instance) -> {
			assertThat(instance.path("DBInstanceClass").asText()).isEqualTo("db.serverless");
			assertThat(instance.path("PubliclyAccessible").asBoolean()).isFalse();
			assertThat(instance.path("PromotionTier").asInt()).isLessThan(2);
		});
	}

	@Test
	void shouldNeverPauseTheDatabase() {
		assertThat(this.resources.only("AWS::RDS::DBCluster")
			.path("ServerlessV2ScalingConfiguration")
			.path("MinCapacity")
			.asDouble()).isEqualTo(0.5);
	}

	@Test
	void shouldRunOnGravitonWithAnEncryptedDisk() {
		JsonNode template = template();
		assertThat(template.path("InstanceType").asText()).isEqualTo("t4g.small");
		assertThat(template.path("BlockDeviceMappings").path(0).path("Ebs").path("Encrypted").asBoolean()).isTrue();
		assertThat(this.resources.template().path("Parameters").toString())
			.contains("/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id");
	}

	@Test
	void shouldTakeMetadataByTokenAndOnTheHostOnly() {
		JsonNode metadata = template().path("MetadataOptions");
		assertThat(metadata.path("HttpTokens").asText()).isEqualTo("required");
		assertThat(metadata.path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
	}

	@Test
	void shouldHaveNoKeyForSsh() {
		assertThat(template().has("KeyName")).isFalse();
		assertThat(this.resources.all("AWS::IAM::Role").toString()).contains("AmazonSSMManagedInstanceCore");
	}

	@Test
	void shouldWaitUntilAnInstanceIsReady() {
		JsonNode group = group();
		assertThat(group.path("CreationPolicy").path("ResourceSignal").path("Count").asInt()).isEqualTo(2);
		JsonNode update = group.path("UpdatePolicy").path("AutoScalingRollingUpdate");
		assertThat(update.path("WaitOnResourceSignals").asBoolean()).isTrue();
		assertThat(update.path("MinInstancesInService").asInt()).isEqualTo(2);
		assertThat(update.path("MaxBatchSize").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "AWS::RDS::DBInstance", "AWS::IAM::Role", "AWS::IAM::Policy",
			"AWS::ElasticLoadBalancingV2::Listener" })
	void shouldStartInstancesAfterWhatTheyNeed(String type) {
		assertThat(this.resources.ids(type)).isNotEmpty().isSubsetOf(dependencies());
	}

	@ParameterizedTest
	@ValueSource(strings = { "Instances of todo-service -> Database 5432",
			"Instances of todo-service -> Interface endpoints of AWS services 443",
			"Load balancer -> Instances of todo-service 8080", "Load balancer -> Instances of todo-service 8081" })
	void shouldStartInstancesAfterTheirConnectionsAreAllowed(String connection) {
		SecurityGroupRules rules = new SecurityGroupRules(Account.EC2_PROVIDER);
		assertThat(dependencies()).contains(rules.outId(connection), rules.inId(connection));
	}

	@Test
	void shouldStartInstancesAfterTheirWayToS3IsAllowed() {
		assertThat(dependencies()).contains(new SecurityGroupRules(Account.EC2_PROVIDER)
			.outId("Instances of todo-service -> " + SecurityGroupRules.S3 + " 443"));
	}

	@Test
	void shouldReplaceWhatTheLoadBalancerFindsUnhealthyAndScale() {
		JsonNode properties = group().path("Properties");
		assertThat(properties.path("HealthCheckType").asText()).isEqualTo("ELB");
		assertThat(properties.path("MinSize").asText()).isEqualTo("2");
		assertThat(properties.path("MaxSize").asText()).isEqualTo("6");
		assertThat(this.resources.only("AWS::AutoScaling::ScalingPolicy").path("PolicyType").asText())
			.isEqualTo("TargetTrackingScaling");
	}

	@Test
	void shouldLetTheInstancesReadThePasswordAndThePlaceOfImagesOnly() {
		String policy = this.resources.only("AWS::IAM::Policy").path("PolicyDocument").toString();
		assertThat(policy).contains("MasterUserSecret.SecretArn", "repository/todo", "ecr:BatchGetImage")
			.doesNotContain("\"Action\":\"*\"", "ecr:PutImage");
	}

	private JsonNode template() {
		return this.resources.only("AWS::EC2::LaunchTemplate").path("LaunchTemplateData");
	}

	private List<String> dependencies() {
		return this.resources.dependencies("AWS::AutoScaling::AutoScalingGroup");
	}

	private JsonNode group() {
		return this.resources.all()
			.stream()
			.filter((resource) -> resource.path("Type").asText().equals("AWS::AutoScaling::AutoScalingGroup"))
			.findFirst()
			.orElseThrow();
	}

}
