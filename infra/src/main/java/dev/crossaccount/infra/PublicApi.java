package dev.crossaccount.infra;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpNlbIntegration;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpNlbIntegrationProps;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.HttpStageProps;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.MappingValue;
import software.amazon.awscdk.services.apigatewayv2.ParameterMapping;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.apigatewayv2.VpcLink;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What the internet sees: an HTTP API that passes the paths of the providers, and no
 * other, through a VPC link to an internal load balancer. With an access log that is kept
 * for a month, and at most 1,000 requests a second over all callers.
 * <p>
 * AWS WAF is not part of this: an HTTP API cannot have it, only a load balancer or
 * CloudFront in front.
 * <p>
 * Costs $1.00 for a million of requests and $0.50 per GB of access log. A VPC link is
 * free.
 */
final class PublicApi extends Construct {

	private static final int RATE = 1_000;

	private static final int BURST = 2_000;

	/** The longest that an HTTP API waits for an answer is 30 s. */
	private static final Duration TIMEOUT = Duration.seconds(29);

	private final HttpApi api;

	private final LogGroup accessLog;

	private final @Nullable DomainName domain;

	PublicApi(Construct scope, String id, PrivateVpc network, InternalLoadBalancer loadBalancer,
			ConsumerDeployment deployment) {
		super(scope, id);
		this.api = HttpApi.Builder.create(this, "Api")
			.apiName("cross-account-apis")
			.description("The providers' paths, through the gateway")
			.createDefaultStage(false)
			.build();
		this.accessLog = Logs.named(this, "AccessLog", "http-api");
		this.domain = domain(deployment.domain());
		stage();
		HttpNlbIntegration integration = integration(network, loadBalancer);
		deployment.providers()
			.stream()
			.flatMap((provider) -> provider.api().paths().stream())
			.forEach((path) -> route(path, integration));
	}

	HttpApi api() {
		return this.api;
	}

	LogGroup accessLog() {
		return this.accessLog;
	}

	/** What the name of one's own must be an alias of. */
	@Nullable String domainTarget() {
		return (this.domain != null) ? this.domain.getRegionalDomainName() : null;
	}

	private void stage() {
		HttpStageProps.Builder stage = HttpStageProps.builder()
			.httpApi(this.api)
			.stageName("$default")
			.autoDeploy(true)
			.throttle(ThrottleSettings.builder().rateLimit(RATE).burstLimit(BURST).build())
			.accessLogSettings(new AccessLog(new LogGroupLogDestination(this.accessLog),
					AccessLogFormat.custom(AccessLogLine.FORMAT)));
		if (this.domain != null) {
			stage.domainMapping(DomainMappingOptions.builder().domainName(this.domain).build());
		}
		new HttpStage(this, "Stage", stage.build());
	}

	private HttpNlbIntegration integration(PrivateVpc network, InternalLoadBalancer loadBalancer) {
		SecurityGroup securityGroup = network.closedGroup(this, "LinkSecurityGroup", "VPC link of the HTTP API");
		loadBalancer.allowFrom(securityGroup);
		VpcLink link = VpcLink.Builder.create(this, "Link")
			.vpc(network.vpc())
			.subnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
			.securityGroups(List.of(securityGroup))
			.build();
		return new HttpNlbIntegration("Gateway", loadBalancer.listener(),
				HttpNlbIntegrationProps.builder()
					.vpcLink(link)
					.timeout(TIMEOUT)
					// Behind a VPC link every connection is the link's, and
					// X-Forwarded-For may not be set.
					.parameterMapping(new ParameterMapping().overwriteHeader("X-Real-IP",
							MappingValue.contextVariable("identity.sourceIp")))
					.build());
	}

	/** Methods are the gateway's to judge: it answers a wrong one with a problem. */
	private void route(String path, HttpNlbIntegration integration) {
		for (String route : List.of(path, path + "/{proxy+}")) {
			this.api.addRoutes(AddRoutesOptions.builder()
				.path(route)
				.methods(List.of(HttpMethod.ANY))
				.integration(integration)
				.build());
		}
	}

	private @Nullable DomainName domain(ConsumerDeployment.@Nullable Domain domain) {
		if (domain == null) {
			return null;
		}
		return DomainName.Builder.create(this, "Domain")
			.domainName(domain.name())
			.certificate(Certificate.fromCertificateArn(this, "Certificate", domain.certificate()))
			.build();
	}

	/** With names that the CDK's interface does not have. */
	private record AccessLog(IAccessLogDestination to, AccessLogFormat line) implements IAccessLogSettings {

		@Override
		public IAccessLogDestination getDestination() {
			return this.to;
		}

		@Override
		public AccessLogFormat getFormat() {
			return this.line;
		}

	}

}
