package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.s3.Bucket;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The AwsSolutions rules of cdk-nag find nothing but what is named here, with the reason.
 */
@NodeRequired
class NagTest {

	/** Findings would be printed once more, as a report. */
	private static final Map<String, Object> CONTEXT = Map.of("@aws-cdk/core:annotationsInValidationReport", false);

	private static final String NO_TLS = "A Network Load Balancer writes access logs of TLS listeners only.";

	private static final String NO_SECRET = "Settings, none of them secret; the one that is comes from Secrets Manager.";

	private static final List<Suppression> SUPPRESSIONS = List.of(
			new Suppression("ecs-provider", "PrivateLink/Nlb/LoadBalancer", "AwsSolutions-ELB2", NO_TLS),
			new Suppression("ecs-provider", "DogNames/Task", "AwsSolutions-ECS2", NO_SECRET),
			new Suppression("ecs-provider", "DogNames/Task/ExecutionRole/DefaultPolicy", "AwsSolutions-IAM5",
					"ecr:GetAuthorizationToken is for no repository in particular."),
			new Suppression("ec2-provider", "PrivateLink/Nlb/LoadBalancer", "AwsSolutions-ELB2", NO_TLS),
			new Suppression("ec2-provider", "Todo/Role", "AwsSolutions-IAM4",
					"AWS keeps AmazonSSMManagedInstanceCore to what its agent needs for a session."),
			new Suppression("ec2-provider", "Todo/Role/DefaultPolicy", "AwsSolutions-IAM5",
					"ecr:GetAuthorizationToken is for no repository in particular."),
			new Suppression("ec2-provider", "Todo/Group", "AwsSolutions-AS3",
					"Instances come and go by load; alarms tell of what is not healthy."),
			new Suppression("global-apigw", "Nlb/LoadBalancer", "AwsSolutions-ELB2", NO_TLS),
			new Suppression("global-apigw", "Gateway/Task", "AwsSolutions-ECS2", NO_SECRET),
			new Suppression("global-apigw", "Gateway/Task/ExecutionRole/DefaultPolicy", "AwsSolutions-IAM5",
					"ecr:GetAuthorizationToken is for no repository in particular."),
			new Suppression("global-apigw", "Throttle/Password", "AwsSolutions-SMG4",
					"A new one takes new gateways; behind it are counts of requests, and the security group is before it."),
			new Suppression("global-apigw", "PublicApi", "AwsSolutions-APIG4",
					"Who may call is the gateway's to decide, by API key or token."));

	@ParameterizedTest
	@EnumSource
	void shouldFindNothing(Account account) {
		App app = account.newApp(account.variables(), CONTEXT);
		SUPPRESSIONS.stream()
			.filter((suppression) -> account.stacks().contains(suppression.stack()))
			.forEach((suppression) -> suppression.apply(app));
		assertThat(findings(app, account.stacks())).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void shouldSuppressNothingThatIsNotFound(Account account) {
		List<String> found = findings(account.newApp(account.variables(), CONTEXT), account.stacks());
		assertThat(SUPPRESSIONS.stream().filter((suppression) -> account.stacks().contains(suppression.stack())))
			.allSatisfy((suppression) -> assertThat(found).anySatisfy((finding) -> assertThat(finding)
				.startsWith("/%s/%s".formatted(suppression.stack(), suppression.path()))
				.contains(suppression.rule())));
	}

	@Test
	void shouldFindWhatIsBad() {
		App app = new App(AppProps.builder().context(CONTEXT).build());
		Stack stack = new Stack(app, "bad");
		new Bucket(stack, "Bucket");
		SecurityGroup.Builder.create(stack, "Group")
			.vpc(new Vpc(stack, "Vpc"))
			.build()
			.addIngressRule(Peer.anyIpv4(), Port.tcp(8080));
		assertThat(String.join("\n", findings(app, List.of("bad")))).contains("AwsSolutions-S1", "AwsSolutions-EC23",
				"AwsSolutions-VPC7");
	}

	/** The CDK's assertions have no other messages than these deprecated ones. */
	@SuppressWarnings("deprecation")
	private static List<String> findings(App app, List<String> stacks) {
		Aspects.of(app).add(new AwsSolutionsChecks());
		return stacks.stream()
			.map((stack) -> Annotations.fromStack((Stack) app.getNode().findChild(stack)))
			.flatMap((annotations) -> Stream.of(annotations.findError("*", Match.stringLikeRegexp(".*")),
					annotations.findWarning("*", Match.stringLikeRegexp(".*"))))
			.flatMap(List::stream)
			.map((finding) -> "%s: %s".formatted(finding.getId(), finding.getEntry().getData()))
			.toList();
	}

	private record Suppression(String stack, String path, String rule, String reason) {

		void apply(App app) {
			Stack target = (Stack) app.getNode().findChild(this.stack);
			NagSuppressions.addResourceSuppressionsByPath(target, "/%s/%s".formatted(this.stack, this.path),
					List.of(NagPackSuppression.builder().id(this.rule).reason(this.reason).build()), true);
		}

	}

}
