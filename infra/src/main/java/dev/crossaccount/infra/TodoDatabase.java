package dev.crossaccount.infra;

import java.util.List;
import java.util.Objects;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * Where todos are: Aurora PostgreSQL 17, Serverless v2, a writer and a reader in two
 * zones for a failover of some 30 s, encrypted, protected from deletion, with backups of
 * 7 days. RDS makes the password, keeps it in Secrets Manager and changes it every 7
 * days.
 * <p>
 * It never pauses: it could only while nobody is connected, the service keeps its
 * connections, and the first request after a pause would wait for some 15 s and get 503
 * after 2 s.
 * <p>
 * Costs $44 per month for each of the two instances at rest (0.5 ACU), $0.12 for each ACU
 * and hour above, $0.10 per GB and month, $0.20 for a million of I/Os, and $0.40 for the
 * secret.
 */
final class TodoDatabase extends Construct {

	static final String NAME = "todo";

	private static final int PORT = 5432;

	private static final double MIN_ACU = 0.5;

	private static final int MAX_ACU = 4;

	private static final int BUSY_PERCENT = 90;

	private final DatabaseCluster cluster;

	private final SecurityGroup securityGroup;

	TodoDatabase(Construct scope, String id, PrivateVpc network) {
		super(scope, id);
		this.securityGroup = network.closedGroup(this, "SecurityGroup", "Database");
		this.cluster = cluster(network);
		Alarm.Builder.create(this, "Busy")
			.alarmDescription("The database is near its largest size for 15 minutes")
			.metric(this.cluster.metricACUUtilization(Alarms.everyMinute("Maximum")))
			.threshold(BUSY_PERCENT)
			.comparisonOperator(Alarms.AT_LEAST)
			.evaluationPeriods(15)
			.build();
	}

	/**
	 * Lets somebody connect.
	 * @param caller who it is
	 */
	void allowFrom(IConnectable caller) {
		this.securityGroup.getConnections().allowFrom(caller, Port.tcp(PORT), "Queries");
	}

	/**
	 * Where its writer is.
	 * @return a URL for JDBC. Encrypted, but not checked against Amazon's authority,
	 * whose certificate the image does not have
	 */
	String url() {
		return "jdbc:postgresql://%s:%d/%s?sslmode=require&targetServerType=primary"
			.formatted(this.cluster.getClusterEndpoint().getHostname(), PORT, NAME);
	}

	/**
	 * The password, as JSON with a field {@code password}.
	 * @return the secret that RDS keeps
	 */
	ISecret secret() {
		return Objects.requireNonNull(this.cluster.getSecret());
	}

	String identifier() {
		return this.cluster.getClusterIdentifier();
	}

	private DatabaseCluster cluster(PrivateVpc network) {
		return DatabaseCluster.Builder.create(this, "Cluster")
			.engine(DatabaseClusterEngine.auroraPostgres(
					AuroraPostgresClusterEngineProps.builder().version(AuroraPostgresEngineVersion.VER_17_7).build()))
			.vpc(network.vpc())
			.vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build())
			.securityGroups(List.of(this.securityGroup))
			.writer(ClusterInstance.serverlessV2("Writer"))
			// As large as the writer: it takes the writer's place.
			.readers(List.of(ClusterInstance.serverlessV2("Reader",
					ServerlessV2ClusterInstanceProps.builder().scaleWithWriter(true).build())))
			.serverlessV2MinCapacity(MIN_ACU)
			.serverlessV2MaxCapacity(MAX_ACU)
			.defaultDatabaseName(NAME)
			.credentials(Credentials.fromUsername(NAME))
			.manageMasterUserPassword(true)
			.iamAuthentication(true)
			.storageEncrypted(true)
			.backup(BackupProps.builder().retention(Duration.days(7)).build())
			.deletionProtection(true)
			.removalPolicy(RemovalPolicy.SNAPSHOT)
			.build();
	}

}
