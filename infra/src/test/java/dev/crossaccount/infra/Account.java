package dev.crossaccount.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** An account as the tests deploy it. */
enum Account {

	/** The provider of /dogs. */
	ECS_PROVIDER("ecs-provider", "222222222222", List.of("ecs-registry", "ecs-vpc-stack", "ecs-provider"),
			(app, variables) -> EcsProviderApp.addStacks(app, ProviderDeployment.of(variables))),

	/** The provider of /todo. */
	EC2_PROVIDER("ec2-provider", "333333333333", List.of("ec2-registry", "ec2-vpc-stack", "ec2-provider"),
			(app, variables) -> Ec2ProviderApp.addStacks(app, ProviderDeployment.of(variables))),

	/** The consumer. */
	GLOBAL_APIGW("global-apigw", "111111111111", List.of("global-registry", "global-vpc-stack", "global-apigw"),
			(app, variables) -> GlobalApigwApp.addStacks(app,
					ConsumerDeployment.of(variables, PublishedApi.read(PublishedApi.FILE))));

	private static final Map<String, Template> TEMPLATES = new ConcurrentHashMap<>();

	private final String app;

	private final String number;

	private final List<String> stacks;

	private final BiConsumer<App, Variables> addStacks;

	Account(String app, String number, List<String> stacks, BiConsumer<App, Variables> addStacks) {
		this.app = app;
		this.number = number;
		this.stacks = stacks;
		this.addStacks = addStacks;
	}

	/** What {@code cdk-app} is told. */
	String app() {
		return this.app;
	}

	List<String> stacks() {
		return this.stacks;
	}

	/** The environment of a deployment, in which all is said. */
	Map<String, String> variables() {
		Map<String, String> variables = new HashMap<>();
		variables.put("AWS_ACCOUNT", this.number);
		variables.put("AWS_REGION", "eu-central-1");
		variables.put("IMAGE_TAG", "0123456789ab");
		variables.put("AZ_IDS", "euc1-az2,euc1-az3");
		variables.put("API_GATEWAY_ACCOUNT_ARN", "arn:aws:iam::111111111111:root");
		variables.put("DOGNAME_SERVICE_NAME", "com.amazonaws.vpce.eu-central-1.vpce-svc-0d095d095d095d095");
		variables.put("TODO_SERVICE_NAME", "com.amazonaws.vpce.eu-central-1.vpce-svc-070d0070d0070d007");
		return variables;
	}

	/** The account's stacks, with the settings of {@code cdk.json}. */
	App newApp(Map<String, String> variables, Map<String, Object> context) {
		Map<String, Object> all = new HashMap<>(contextOfCdkJson());
		all.putAll(context);
		App made = new App(AppProps.builder().context(all).analyticsReporting(false).build());
		this.addStacks.accept(made, new Variables(variables));
		return made;
	}

	static Template template(String stack) {
		return TEMPLATES.computeIfAbsent(stack, Account::synthesize);
	}

	private static Template synthesize(String stack) {
		Account account = Arrays.stream(values())
			.filter((candidate) -> candidate.stacks.contains(stack))
			.findFirst()
			.orElseThrow();
		return template(account.newApp(account.variables(), Map.of()), stack);
	}

	static Template template(App app, String stack) {
		return Template.fromStack((Stack) app.getNode().findChild(stack));
	}

	private static Map<String, Object> contextOfCdkJson() {
		try {
			return new ObjectMapper().convertValue(
					new ObjectMapper().readTree(Path.of("cdk.json").toFile()).get("context"), new TypeReference<>() {
					});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
