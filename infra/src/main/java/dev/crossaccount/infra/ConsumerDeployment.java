package dev.crossaccount.infra;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the consumer's account is told from outside.
 *
 * @param common what every account is told
 * @param providers the services to reach, in the order of {@code providers.yaml}
 * @param domain a name of one's own for the API
 */
record ConsumerDeployment(Deployment common, List<ConnectedProvider> providers, @Nullable Domain domain) {

	private static final Pattern SERVICE = Pattern
		.compile("com\\.amazonaws\\.vpce\\.[a-z0-9-]+\\.vpce-svc-[0-9a-f]{8,17}");

	private static final Pattern DOMAIN = Pattern.compile("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}");

	private static final Pattern CERTIFICATE = Pattern
		.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-f-]+");

	ConsumerDeployment {
		providers = List.copyOf(providers);
	}

	static ConsumerDeployment of(Variables variables, List<PublishedApi> apis) {
		List<ConnectedProvider> providers = apis.stream()
			.map((api) -> new ConnectedProvider(api,
					variables.required(api.serviceNameVariable(), SERVICE,
							"com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0")))
			.toList();
		return new ConsumerDeployment(Deployment.of(variables), providers, domain(variables));
	}

	private static @Nullable Domain domain(Variables variables) {
		Optional<String> name = variables.optional("DOMAIN_NAME", DOMAIN, "api.example.com");
		if (name.isEmpty()) {
			return null;
		}
		return new Domain(name.get(), variables.required("CERTIFICATE_ARN", CERTIFICATE,
				"arn:aws:acm:eu-central-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef"));
	}

	/**
	 * A service, and how to reach it.
	 *
	 * @param api what the gateway publishes of it
	 * @param serviceName name of its endpoint service
	 */
	record ConnectedProvider(PublishedApi api, String serviceName) {

	}

	/**
	 * A name of one's own.
	 *
	 * @param name {@code DOMAIN_NAME}, such as {@code api.example.com}
	 * @param certificate {@code CERTIFICATE_ARN}: its certificate in ACM, in the same
	 * region
	 */
	record Domain(String name, String certificate) {

	}

}
