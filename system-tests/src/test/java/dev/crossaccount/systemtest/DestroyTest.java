package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code infra/destroy} deletes, and what it leaves. */
@AnyJdk
class DestroyTest {

	@TempDir
	private Path folder;

	private InfraScript destroy;

	@BeforeEach
	void copy() throws IOException {
		this.destroy = new InfraScript("destroy", this.folder);
	}

	@Test
	void shouldDeleteTheGatewayFirst() throws IOException {
		String output = this.destroy.run("--yes").succeeds().output();
		List<String> calls = this.destroy.calls();
		assertThat(deleted(calls)).containsExactly("global-apigw platform", "global-vpc-stack platform",
				"global-registry platform", "ecs-provider dogs", "ecs-vpc-stack dogs", "ecs-registry dogs",
				"ec2-provider todo", "ec2-vpc-stack todo", "ec2-registry todo");
		assertThat(calls).containsSubsequence(
				"aws cloudformation delete-stack --stack-name ecs-provider --profile dogs --region us-east-1",
				"aws cloudformation wait stack-delete-complete --stack-name ecs-provider --profile dogs --region us-east-1",
				"aws cloudformation delete-stack --stack-name ecs-vpc-stack --profile dogs --region us-east-1");
		assertThat(calls).contains("aws rds describe-db-clusters --output text --query DBClusters[?DeletionProtection"
				+ " && TagList[?Key=='aws:cloudformation:stack-name' && Value=='ec2-provider']].DBClusterIdentifier"
				+ " --profile todo --region us-east-1");
		assertThat(output).containsPattern("Not deleted:\\s+- the last snapshot of the todos \\(account 3{12}\\)");
	}

	@Test
	void shouldLeaveADatabaseThatIsProtected() throws IOException {
		Command run = this.destroy.aws("protected-database", "the-database\n").run("--yes");
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(run.output()).contains("Not deleted:", "deletion protection",
				"aws rds modify-db-cluster --db-cluster-identifier the-database --no-deletion-protection --apply-immediately");
		assertThat(run.output())
			.contains("333333333333-us-east-1, only after ec2-provider, ec2-vpc-stack and ec2-registry are gone:\n"
					+ "      aws cloudformation delete-stack --stack-name CDKToolkit --profile todo --region us-east-1")
			.contains("222222222222-us-east-1:\n");
		assertThat(this.destroy.calls())
			.noneMatch((call) -> call.contains("--profile todo") && call.contains("delete"));
	}

	@Test
	void shouldDeleteOnlyWhatIsThere() throws IOException {
		this.destroy.aws("stacks-platform", "\n").aws("stacks-dogs", "ecs-registry\n").run("--yes").succeeds();
		assertThat(deleted(this.destroy.calls())).containsExactly("ecs-registry dogs", "ec2-provider todo",
				"ec2-vpc-stack todo", "ec2-registry todo");
	}

	@Test
	void shouldSayThatNothingIsThere() throws IOException {
		this.destroy.aws("stacks-platform", "\n").aws("stacks-dogs", "CDKToolkit\n").aws("stacks-todo", "");
		Command run = this.destroy.run("--yes", "--region", "us-west-2");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output())
			.contains("There is nothing of infra/deploy in region us-west-2 of accounts 111111111111, 222222222222"
					+ " and 333333333333: are region and profiles the right ones?")
			.doesNotContain("Stopped in", "Not deleted");
	}

	@Test
	void shouldLeaveTheProtectedDatabaseAgain() throws IOException {
		this.destroy.aws("stacks-platform", "").aws("stacks-dogs", "").aws("protected-database", "the-database\n");
		Command run = this.destroy.run();
		assertThat(run.exitCode()).isEqualTo(3);
		assertThat(run.output()).contains("--db-cluster-identifier the-database").doesNotContain("gone for good");
	}

	@Test
	void shouldRefuseProfilesThatAreMixedUp() throws IOException {
		this.destroy.aws("stacks-dogs", "ec2-registry\n").aws("stacks-todo", "ecs-registry\n");
		Command run = this.destroy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("ec2-registry is in account 222222222222, not in the account of todo-service:"
				+ " correct --ecs-profile or --ec2-profile.");
		assertThat(deleted(this.destroy.calls())).isEmpty();
	}

	@Test
	void shouldTakeOneAccountForAllThree() throws IOException {
		String all = "global-registry\tecs-registry\tec2-registry\n";
		this.destroy.aws("todo-account", "222222222222").aws("stacks-dogs", all.replace("global-registry", ""));
		this.destroy.aws("stacks-todo", all.replace("global-registry", ""));
		String output = this.destroy.run("--yes", "--same-account").succeeds().output();
		assertThat(deleted(this.destroy.calls())).endsWith("ecs-registry dogs", "ec2-registry todo");
		assertThat(output).contains("bucket cdk-hnb659fds-assets-222222222222-us-east-1:")
			.doesNotContain("--stack-name CDKToolkit --profile dogs");
	}

	@Test
	void shouldStopAtTheFirstFailureAndSayWhatToDo() throws IOException {
		this.destroy.aws("fails", "wait stack-delete-complete --stack-name global-apigw");
		Command run = this.destroy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Stopped in step 1 of 9, Delete global-apigw", "describe-stack-events",
				"give the same command again");
		assertThat(deleted(this.destroy.calls())).containsExactly("global-apigw platform");
	}

	@Test
	void shouldDeleteNothingWhereItCannotTell() throws IOException {
		this.destroy.aws("fails", "rds describe-db-clusters");
		assertThat(this.destroy.run("--yes").exitCode()).isEqualTo(1);
		assertThat(deleted(this.destroy.calls())).isEmpty();
	}

	@Test
	void shouldShowInADryRunWhatItRuns() throws IOException {
		String output = this.destroy.withoutTools().run("--dry-run").succeeds().output();
		assertThat(InfraScript.shown(output)).hasSize(25);
		assertThat(this.destroy.calls()).isEmpty();
	}

	@Test
	void shouldAskBeforeItDeletesAnything() throws IOException {
		Command run = this.destroy.run();
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("Nobody can answer here: give --yes");
		assertThat(deleted(this.destroy.calls())).isEmpty();
	}

	@Test
	void shouldHelpAndRefuseOptionsThatItHasNot() {
		assertThat(this.destroy.runAlone("--help").succeeds().output()).contains("Usage: infra/destroy");
		assertThat(this.destroy.runAlone("--image-tag", "a").exitCode()).isEqualTo(2);
	}

	private static List<String> deleted(List<String> calls) {
		return calls.stream()
			.filter((call) -> call.startsWith("aws cloudformation delete-stack"))
			.map((call) -> call.replaceAll(".*--stack-name (\\S+) --profile (\\S+) .*", "$1 $2"))
			.toList();
	}

}
