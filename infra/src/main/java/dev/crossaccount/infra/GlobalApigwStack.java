package dev.crossaccount.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.crossaccount.infra.ConsumerDeployment.ConnectedProvider;
import software.amazon.awscdk.CfnOutput;
import software.constructs.Construct;

/**
 * Account 111111111111: the HTTP API, the gateway on Fargate, its throttle store, and an
 * endpoint for each provider.
 */
class GlobalApigwStack extends AccountStack {

	private static final String PASSWORD_VARIABLE = "VALKEY_PASSWORD";

	private final PrivateVpc network;

	GlobalApigwStack(Construct scope, String id, ConsumerDeployment deployment, PrivateVpc network) {
		super(scope, id, deployment.common(), "HTTP API and gateway, with an endpoint for each provider");
		this.network = network;
		List<Connection> connections = connections(deployment);
		ThrottleStore throttle = new ThrottleStore(this, "Throttle", network);
		InternalLoadBalancer loadBalancer = new InternalLoadBalancer(this, "Nlb", network);
		FargateHttpService gateway = new FargateHttpService(this, "Gateway", network, loadBalancer,
				program(deployment, connections, throttle));
		throttle.allowFrom(gateway.securityGroup());
		connections.forEach((connection) -> connection.endpoint().allowFrom(gateway.securityGroup()));
		PublicApi api = new PublicApi(this, "PublicApi", network, loadBalancer, deployment);
		new TaskScaling(this, "Scaling", gateway.service(), loadBalancer, new TaskScaling.Requests("AWS/ApiGateway",
				"Count", "SampleCount", Map.of("ApiId", api.api().getApiId()), TaskScaling.REQUESTS_PER_MINUTE));
		new ApiAlarms(this, "Alarms", api);
		outputs(api, connections);
	}

	private List<Connection> connections(ConsumerDeployment deployment) {
		List<Connection> connections = new ArrayList<>();
		for (ConnectedProvider provider : deployment.providers()) {
			String name = provider.api().name();
			connections.add(new Connection(name,
					new PrivateServiceEndpoint(this, "Endpoint-" + name, this.network, provider.serviceName())));
		}
		return connections;
	}

	private static HttpProgram program(ConsumerDeployment deployment, List<Connection> connections,
			ThrottleStore throttle) {
		GatewaySettings settings = new GatewaySettings(deployment.common().account(), throttle.url(PASSWORD_VARIABLE));
		connections.forEach((connection) -> settings.provider(connection.name(), connection.endpoint().baseUrl()));
		return new HttpProgram(Repositories.GATEWAY, deployment.common().imageTag(), settings.variables(),
				Map.of(PASSWORD_VARIABLE, throttle.password()));
	}

	private void outputs(PublicApi api, List<Connection> connections) {
		output("HttpApiEndpoint", "Where clients call", api.api().getApiEndpoint() + "/");
		connections.forEach((connection) -> output(connection.name() + "endpointid",
				"ALLOWED_ENDPOINTS of the provider", connection.endpoint().endpointId()));
		String domainTarget = api.domainTarget();
		if (domainTarget != null) {
			output("DomainTarget", "What DOMAIN_NAME must be an alias of", domainTarget);
		}
	}

	private void output(String name, String description, String value) {
		CfnOutput.Builder.create(this, name).description(description).value(value).build();
	}

	private record Connection(String name, PrivateServiceEndpoint endpoint) {

	}

}
