package dev.crossaccount.infra;

import java.util.List;
import java.util.Map;

import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache;
import software.amazon.awscdk.services.elasticache.CfnUser;
import software.amazon.awscdk.services.elasticache.CfnUserGroup;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Where the gateways count requests together: ElastiCache for Valkey, serverless, by TLS
 * and with a password, for a user that can do what the gateways' script does and no more.
 * Without it each gateway counts for itself.
 * <p>
 * Costs $6.10 per month at rest (0.1 GB), $0.0023 for a million of the units (ECPU) of
 * which a request takes three, and $0.40 for the secret.
 */
final class ThrottleStore extends Construct {

	private static final String ENGINE = "valkey";

	private static final int PORT = 6379;

	/** What the gateway's script uses, and what its client does to connect. */
	private static final String ACCESS = "on ~* -@all +@connection +eval +evalsha +get +set +time";

	private final SecurityGroup securityGroup;

	private final software.amazon.awscdk.services.secretsmanager.Secret password;

	private final CfnServerlessCache cache;

	ThrottleStore(Construct scope, String id, PrivateVpc network) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Throttle store");
		this.password = software.amazon.awscdk.services.secretsmanager.Secret.Builder.create(this, "Password")
			.description("Password of the throttle store")
			// It is part of a URL.
			.generateSecretString(SecretStringGenerator.builder().excludePunctuation(true).passwordLength(32).build())
			.build();
		this.cache = CfnServerlessCache.Builder.create(this, "Cache")
			.engine(ENGINE)
			// The version of docker-compose.yml.
			.majorEngineVersion("8")
			.serverlessCacheName("gateway-throttle")
			.securityGroupIds(List.of(this.securityGroup.getSecurityGroupId()))
			.subnetIds(network.vpc().getIsolatedSubnets().stream().map(ISubnet::getSubnetId).toList())
			.userGroupId(users().getRef())
			.build();
	}

	/**
	 * Lets somebody connect.
	 * @param caller who it is
	 */
	void allowFrom(IConnectable caller) {
		this.securityGroup.getConnections().allowFrom(caller, Port.tcp(PORT), "Counting requests");
	}

	/**
	 * Where it is.
	 * @param passwordVariable the variable that has the password in the gateway's
	 * environment
	 * @return a URL for the gateway, which puts the password in itself
	 */
	String url(String passwordVariable) {
		return Fn.sub("rediss://:${!%s}@${Host}:%d".formatted(passwordVariable, PORT),
				Map.of("Host", this.cache.getAttrEndpointAddress()));
	}

	Secret password() {
		return Secret.fromSecretsManager(this.password);
	}

	private CfnUserGroup users() {
		CfnUser user = CfnUser.Builder.create(this, "User")
			.engine(ENGINE)
			.userId("gateway-throttle")
			// Who gives a password and no name.
			.userName("default")
			.accessString(ACCESS)
			.authenticationMode(
					Map.of("Type", "password", "Passwords", List.of(this.password.getSecretValue().unsafeUnwrap())))
			.build();
		return CfnUserGroup.Builder.create(this, "Users")
			.engine(ENGINE)
			.userGroupId("gateway-throttle")
			.userIds(List.of(user.getRef()))
			.build();
	}

}
