package dev.crossaccount.infra;

import java.util.List;
import java.util.Objects;

import software.amazon.awscdk.services.ec2.VpcEndpointService;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.constructs.Construct;

/**
 * A service that one other account reaches by PrivateLink: an internal load balancer, and
 * its endpoint service. The consumer, and nobody else, may connect, and is not accepted
 * by hand each time.
 * <p>
 * Costs what its {@link InternalLoadBalancer} does; the consumer pays for the endpoint.
 */
final class PrivateLinkService extends Construct {

	private final InternalLoadBalancer loadBalancer;

	private final VpcEndpointService endpointService;

	/**
	 * Publishes a service.
	 * @param scope the stack
	 * @param id its id there
	 * @param network where the load balancer is
	 * @param consumer ARN of the account or role that may connect
	 */
	PrivateLinkService(Construct scope, String id, PrivateVpc network, String consumer) {
		super(scope, id);
		this.loadBalancer = new InternalLoadBalancer(this, "Nlb", network);
		letPrivateLinkIn(this.loadBalancer.loadBalancer());
		this.endpointService = VpcEndpointService.Builder.create(this, "EndpointService")
			.vpcEndpointServiceLoadBalancers(List.of(this.loadBalancer.loadBalancer()))
			.acceptanceRequired(false)
			.allowedPrincipals(List.of(new ArnPrincipal(consumer)))
			.build();
	}

	InternalLoadBalancer loadBalancer() {
		return this.loadBalancer;
	}

	/**
	 * The name by which the consumer finds it.
	 * @return such as {@code com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0}
	 */
	String serviceName() {
		return this.endpointService.getVpcEndpointServiceName();
	}

	/**
	 * PrivateLink brings addresses of the consumer's VPC, which no rule here can name: by
	 * the rules they would be dropped, and nothing would say so. Who may connect is the
	 * endpoint service's to decide.
	 */
	private static void letPrivateLinkIn(NetworkLoadBalancer loadBalancer) {
		CfnLoadBalancer resource = (CfnLoadBalancer) Objects.requireNonNull(loadBalancer.getNode().getDefaultChild());
		resource.setEnforceSecurityGroupInboundRulesOnPrivateLinkTraffic("off");
	}

}
