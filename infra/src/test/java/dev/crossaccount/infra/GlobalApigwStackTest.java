package dev.crossaccount.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;

import static org.assertj.core.api.Assertions.assertThat;

@NodeRequired
class GlobalApigwStackTest {

	private final Resources resources = Resources.of("global-apigw");

	@Test
	void shouldRouteTheProvidersPathsOnly() {
		assertThat(this.resources.all("AWS::ApiGatewayV2::Route"))
			.extracting((route) -> route.path("RouteKey").asText())
			.containsExactlyInAnyOrder("ANY /dogs", "ANY /dogs/{proxy+}", "ANY /todo", "ANY /todo/{proxy+}");
	}

	@Test
	void shouldReachTheGatewayByAVpcLink() {
		JsonNode integration = this.resources.only("AWS::ApiGatewayV2::Integration");
		assertThat(integration.path("ConnectionType").asText()).isEqualTo("VPC_LINK");
		assertThat(integration.path("TimeoutInMillis").asInt()).isEqualTo(29_000);
		assertThat(this.resources.only("AWS::ApiGatewayV2::VpcLink").path("SecurityGroupIds")).hasSize(1);
	}

	@Test
	void shouldTellTheGatewayWhoCalls() {
		assertThat(this.resources.only("AWS::ApiGatewayV2::Integration").path("RequestParameters").toString())
			.isEqualTo("{\"overwrite:header.X-Real-IP\":\"$context.identity.sourceIp\"}");
		assertThat(variable("GATEWAY_CLIENT_ADDRESS")).isEqualTo("\"x-real-ip\"");
	}

	@Test
	void shouldLimitAndLogRequests() {
		JsonNode stage = this.resources.only("AWS::ApiGatewayV2::Stage");
		assertThat(stage.path("StageName").asText()).isEqualTo("$default");
		assertThat(stage.path("DefaultRouteSettings").path("ThrottlingRateLimit").asInt()).isEqualTo(1_000);
		assertThat(stage.path("DefaultRouteSettings").path("ThrottlingBurstLimit").asInt()).isEqualTo(2_000);
		assertThat(stage.path("AccessLogSettings").path("Format").asText())
			.contains("\"status\":\"$context.status\"", "\"sourceIp\":\"$context.identity.sourceIp\"",
					"\"routeKey\":\"$context.routeKey\"")
			// A caller could write a quote into these.
			.doesNotContain("$context.path", "userAgent");
	}

	@ParameterizedTest
	@CsvSource({ "dogs, DOGNAME_SERVICE_NAME", "todo, TODO_SERVICE_NAME" })
	void shouldTellTheGatewayWhereAnEndpointAnswers(String provider, String variable) {
		String endpoint = endpoint(Account.GLOBAL_APIGW.variables().getOrDefault(variable, ""));
		assertThat(variable("GATEWAY_PROVIDERS_%s_URI".formatted(provider.toUpperCase(java.util.Locale.ROOT))))
			.isEqualTo("""
					{"Fn::Join":["",["http://",{"Fn::Select":[1,{"Fn::Split":[":",{"Fn::Select":[0,\
					{"Fn::GetAtt":["%s","DnsEntries"]}]}]}]}]]}""".formatted(endpoint));
	}

	@Test
	void shouldOpenNoEndpoint() {
		assertThat(this.resources.all("AWS::EC2::VPCEndpoint")).hasSize(2).allSatisfy((endpoint) -> {
			assertThat(endpoint.path("PrivateDnsEnabled").asBoolean(true)).isFalse();
			assertThat(endpoint.path("SecurityGroupIds")).hasSize(1);
			assertThat(endpoint.path("SubnetIds")).hasSize(2);
		});
	}

	@Test
	void shouldCountRequestsInValkeyByTlsAndWithAPassword() {
		assertThat(variable("GATEWAY_THROTTLE_VALKEY")).contains("rediss://:${!VALKEY_PASSWORD}@${Host}:6379",
				"Endpoint.Address");
		assertThat(FargateServicesTest.container("global-apigw").path("Secrets"))
			.extracting((secret) -> secret.path("Name").asText())
			.containsExactly("VALKEY_PASSWORD");
		assertThat(this.resources.only("AWS::ElastiCache::ServerlessCache").path("Engine").asText())
			.isEqualTo("valkey");
		assertThat(this.resources.only("AWS::ElastiCache::User").path("AccessString").asText()).contains("-@all");
		assertThat(this.resources.only("AWS::ElastiCache::User").path("AuthenticationMode").toString())
			.contains("{{resolve:secretsmanager:");
	}

	@Test
	void shouldTellOfFailuresSlownessAndRefusals() {
		assertThat(this.resources.all("AWS::CloudWatch::Alarm"))
			.extracting((alarm) -> alarm.path("MetricName").asText())
			.containsExactlyInAnyOrder("UnHealthyHostCount", "5xx", "Latency", "ThrottledRequests");
	}

	@Test
	void shouldSayWhereClientsCall() {
		assertThat(this.resources.output("HttpApiEndpoint").toString()).contains("ApiEndpoint", "\"/\"");
		assertThat(this.resources.output("dogsendpointid").toString()).contains("Ref");
	}

	@Test
	void shouldTakeANameOfOnesOwn() {
		Map<String, String> variables = new HashMap<>(Account.GLOBAL_APIGW.variables());
		variables.put("DOMAIN_NAME", "api.example.com");
		variables.put("CERTIFICATE_ARN",
				"arn:aws:acm:eu-central-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef");
		Resources own = Resources
			.of(Account.template(Account.GLOBAL_APIGW.newApp(variables, Map.of()), "global-apigw").toJSON());
		assertThat(own.only("AWS::ApiGatewayV2::DomainName").path("DomainName").asText()).isEqualTo("api.example.com");
		assertThat(own.all("AWS::ApiGatewayV2::ApiMapping")).hasSize(1);
		assertThat(own.output("DomainTarget").toString()).contains("RegionalDomainName");
	}

	@Test
	void shouldTakeAThirdProviderByABlockAndAVariable() {
		Map<String, String> variables = new HashMap<>(Account.GLOBAL_APIGW.variables());
		variables.put("ORDERS_SERVICE_NAME", "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0");
		List<PublishedApi> apis = new ArrayList<>(PublishedApi.read(PublishedApi.FILE));
		apis.add(new PublishedApi("orders", List.of("/orders", "/carts")));
		App app = new App();
		GlobalApigwApp.addStacks(app, ConsumerDeployment.of(new Variables(variables), apis));
		Resources three = Resources.of(Account.template(app, "global-apigw").toJSON());
		assertThat(three.all("AWS::EC2::VPCEndpoint")).hasSize(3);
		assertThat(three.all("AWS::ApiGatewayV2::Route")).extracting((route) -> route.path("RouteKey").asText())
			.contains("ANY /orders", "ANY /orders/{proxy+}", "ANY /carts", "ANY /carts/{proxy+}");
		assertThat(three.only("AWS::ECS::TaskDefinition").toString()).contains("GATEWAY_PROVIDERS_ORDERS_URI");
		assertThat(three.output("ordersendpointid").toString()).contains("Endpointorders");
	}

	private String variable(String name) {
		return FargateServicesTest.container("global-apigw")
			.path("Environment")
			.valueStream()
			.filter((variable) -> variable.path("Name").asText().equals(name))
			.map((variable) -> variable.path("Value").toString())
			.findFirst()
			.orElseThrow();
	}

	private String endpoint(String serviceName) {
		return this.resources.template()
			.path("Resources")
			.propertyStream()
			.filter((resource) -> resource.getValue()
				.path("Properties")
				.path("ServiceName")
				.asText()
				.equals(serviceName))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

}
