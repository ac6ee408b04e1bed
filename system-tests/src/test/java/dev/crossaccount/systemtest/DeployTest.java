package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code infra/deploy} runs, and what it says when something is wrong. */
@AnyJdk
class DeployTest {

	private static final String DOGS = "com.amazonaws.vpce.us-east-1.vpce-svc-22222222222222222";

	private static final String TODO = "com.amazonaws.vpce.us-east-1.vpce-svc-33333333333333333";

	@TempDir
	private Path folder;

	private InfraScript deploy;

	@BeforeEach
	void copy() throws IOException {
		this.deploy = new InfraScript("deploy", this.folder).set("IMAGE_TAG", "0123456789ab");
	}

	@Test
	void shouldDeployTheProvidersThenTheGateway() throws IOException {
		this.deploy.run("--yes").succeeds();
		assertThat(this.deploy.calls()).filteredOn((call) -> call.matches("npx cdk .*|docker buildx .*"))
			.extracting((call) -> call.replaceAll(" --(require-approval|outputs-file|profile|file|platform) \\S+", ""))
			.extracting((call) -> call.replace("npx cdk --app ./cdk-app ", "").replace(" --provenance=false", ""))
			.containsExactly("ecs-provider synth --quiet", "ec2-provider synth --quiet", "global-apigw synth --quiet",
					"npx cdk bootstrap aws://222222222222/us-east-1", "npx cdk bootstrap aws://333333333333/us-east-1",
					"npx cdk bootstrap aws://111111111111/us-east-1", "ecs-provider deploy ecs-registry",
					image("222222222222", "dog-names"), "ecs-provider deploy ecs-vpc-stack ecs-provider",
					"ec2-provider deploy ec2-registry", image("333333333333", "todo"),
					"ec2-provider deploy ec2-vpc-stack ec2-provider", "global-apigw deploy global-registry",
					image("111111111111", "gateway"), "global-apigw deploy global-vpc-stack global-apigw",
					"ecs-provider deploy ecs-provider", "ec2-provider deploy ec2-provider");
	}

	@Test
	void shouldHandOutputsOn() throws IOException {
		this.deploy.run("--yes").succeeds();
		String common = " 0123456789ab use1-az1,use1-az2 arn:aws:iam::111111111111:root ";
		assertThat(this.deploy.calls()).filteredOn((call) -> call.startsWith("settings "))
			.containsSubsequence("settings 222222222222" + common + "  ", "settings 333333333333" + common + "  ",
					"settings 111111111111" + common + " " + DOGS + " " + TODO,
					"settings 222222222222" + common + "vpce-22222222222200000  ",
					"settings 333333333333" + common + "vpce-33333333333300000  ");
	}

	@Test
	void shouldStayInTheZonesOfWhatIsThere() throws IOException {
		this.deploy.aws("todo-zones", "use1-az4\tuse1-az1\n").run("--yes").succeeds();
		assertThat(this.deploy.calls()).filteredOn((call) -> call.startsWith("settings "))
			.allMatch((call) -> call.contains(" use1-az4,use1-az1 "));
		Command moved = this.deploy.set("AZ_IDS", "use1-az1,use1-az4").run("--yes");
		assertThat(moved.exitCode()).isEqualTo(2);
		assertThat(moved.output()).contains(
				"AZ_IDS is 'use1-az1,use1-az4', but the networks that are there are in use1-az4,use1-az1, and stay there");
		assertThat(this.deploy.calls()).noneMatch((call) -> call.startsWith("npx"));
	}

	@Test
	void shouldEndWithTheLinesOfTheReadme() {
		String[] lines = Readme.block("console", "curl localhost:8080/dogs")
			.lines()
			.filter((line) -> line.startsWith("$ curl "))
			.map((line) -> line.replace("$ ", "  ")
				.replace("localhost:8080", "https://1a2b3c4d5e.execute-api.us-east-1.amazonaws.com"))
			.toArray(String[]::new);
		assertThat(lines).hasSize(3);
		assertThat(this.deploy.run("--yes").succeeds().output()).endsWith(String.join("\n", lines) + "\n")
			.contains("global-apigw.HttpApiEndpoint = https://1a2b3c4d5e.execute-api.us-east-1.amazonaws.com/\n")
			.containsPattern("\\[16/16] .*(\n.*)*  took \\d+ s");
	}

	@Test
	void shouldShowInADryRunWhatItRuns() throws IOException {
		String shown = this.deploy.run("--dry-run").succeeds().output();
		assertThat(this.deploy.calls()).isEmpty();
		List<String> ran = InfraScript.shown(this.deploy.run("--yes").succeeds().output());
		List<String> calls = this.deploy.calls();
		assertThat(InfraScript.shown(shown)).hasSizeGreaterThan(25).isEqualTo(ran);
		this.deploy.replay(shown).succeeds();
		// The two sides of a pipe begin in any order.
		assertThat(this.deploy.calls()).containsExactlyInAnyOrderElementsOf(calls);
	}

	@Test
	void shouldRunWhatItsReadmeDoesByHand() throws IOException {
		String byHand = Files.readString(Command.ROOT.resolve("infra/README.md"))
			.replaceAll("(\\|)?\\s*\\\\?\\n\\s*", "$1 ")
			.replace("$IMAGE_TAG", "0123456789ab");
		List<String> commands = InfraScript.shown(this.deploy.run("--dry-run").succeeds().output())
			.stream()
			.filter((command) -> command.matches(".*(npx cdk|docker buildx|docker login|npm ci).*"))
			.filter((command) -> !command.contains(" synth "))
			.map((command) -> command.replaceAll("^env (\\S+=\\S+ )+| --outputs-file \\S+| --no-audit --no-fund", ""))
			.toList();
		assertThat(commands).hasSize(18).allSatisfy((command) -> assertThat(byHand).contains(command));
	}

	@Test
	void shouldNeedNeitherToolsNorCredentialsForADryRun() throws IOException {
		assertThat(this.deploy.withoutTools().run("--dry-run").succeeds().output())
			.contains("--profile platform deploy global-vpc-stack global-apigw")
			.doesNotContain("not found");
		assertThat(this.deploy.calls()).isEmpty();
	}

	@Test
	void shouldMakeNothingTwice() throws IOException {
		this.deploy.aws("bootstrapped", "CDKToolkit\n").aws("images", "ffffffffffff\t0123456789ab\n");
		this.deploy.aws("endpoints",
				"todoendpointid\tvpce-33333333333300000\ndogsendpointid\tvpce-22222222222200000\n");
		Files.createDirectories(this.folder.resolve("infra/node_modules"));
		Files.createFile(this.folder.resolve("infra/node_modules/.package-lock.json"));
		String output = this.deploy.run("--yes").succeeds().output();
		assertThat(output).contains("is bootstrapped already", "todo:0123456789ab is there already");
		List<String> calls = this.deploy.calls();
		assertThat(calls).contains("aws cloudformation describe-stacks --output text --query"
				+ " Stacks[?StackName=='global-apigw'].Outputs[] | [?ends_with(OutputKey, 'endpointid')].[OutputKey,OutputValue]"
				+ " --profile platform --region us-east-1");
		assertThat(calls).noneMatch((call) -> call.matches("docker .*|npm .*|npx cdk bootstrap.*"))
			.filteredOn((call) -> call.contains(" deploy "))
			.hasSize(6);
		assertThat(calls).filteredOn((call) -> call.matches("settings [23].*"))
			.hasSize(4)
			.allMatch((call) -> call.matches(".* vpce-([23])\\1+00000  "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ':',
			textBlock = """
					deploy ecs-vpc-stack ecs-provider : step 7 of 16  : describe-stack-events --stack-name ecs-provider --profile dogs
					docker buildx build               : step 6 of 16  : docker buildx inspect
					aws ecr get-login-password        : step 6 of 16  : docker buildx inspect
					npx cdk bootstrap                 : step 2 of 16  : May profile dogs make roles
					node -p                           : step 7 of 16  : describe-stack-events
					deploy ecs-vpc-stack ecs-provider : step 7 of 16  : describe-stack-events --stack-name ecs-vpc-stack --profile dogs
					deploy ec2-vpc-stack ec2-provider : step 10 of 16 : modify-db-cluster --no-deletion-protection
					curl -sS                          : step 16 of 16 : If it does not work
					""")
	void shouldStopAtTheFirstFailureAndSayWhatToDo(String failing, String step, String help) throws IOException {
		this.deploy.aws("fails", failing);
		Command run = this.deploy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("AWS says no", "Stopped in " + step, help, "give the same command again")
			.doesNotContain("Done in");
		List<String> after = this.deploy.calls().stream().dropWhile((call) -> !call.contains(failing)).skip(1).toList();
		assertThat(after).allMatch((call) -> call.startsWith("docker login"));
	}

	@ParameterizedTest
	@CsvSource({ "200, 0", "401, 0", "403, 0", "404, 1", "503, 1" })
	void shouldTakeAnyAnswerOfTheGatewayForReached(String status, int exitCode) {
		Command run = this.deploy.aws("status", status).run("--yes");
		assertThat(run.exitCode()).isEqualTo(exitCode);
		assertThat(run.output())
			.contains((exitCode == 0) ? "  status " + status : "GET /dogs is answered with status " + status + ".");
	}

	@Test
	void shouldNotTakeTheEndpointsOfAStepByHand() throws IOException {
		this.deploy.set("ALLOWED_ENDPOINTS", "vpce-0123456789abcdef0").run("--yes").succeeds();
		assertThat(this.deploy.calls()).filteredOn((call) -> call.startsWith("settings "))
			.hasSizeGreaterThan(5)
			.noneMatch((call) -> call.contains("vpce-0123456789abcdef0"));
	}

	@Test
	void shouldNameImagesAfterTheCommitIfThatIsAll() throws IOException {
		String commit = this.deploy.set("IMAGE_TAG", "").commit();
		this.deploy.run("--yes").succeeds();
		assertThat(this.deploy.calls()).filteredOn((call) -> call.startsWith("docker buildx build"))
			.hasSize(3)
			.allMatch((call) -> call.contains(":" + commit + " "));
		Files.writeString(this.folder.resolve("infra/deploy.txt"), "not committed");
		Command run = this.deploy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("There are changes that commit " + commit
				+ " lacks: commit them, or give the images another tag by --image-tag or IMAGE_TAG.");
		assertThat(this.deploy.calls()).isEmpty();
		this.deploy.run("--yes", "--image-tag", commit).succeeds();
	}

	@Test
	void shouldBuildNothingUnderTheNameOfAnotherCommit() throws IOException {
		String old = this.deploy.commit();
		this.deploy.commit();
		Command run = this.deploy.run("--yes", "--image-tag", old);
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("Image " + old + " is not in repository dog-names of account 222222222222,"
				+ " and that commit is not the one that is checked out: git checkout " + old);
		assertThat(this.deploy.calls()).noneMatch((call) -> call.startsWith("docker buildx build"));
		this.deploy.aws("images", old + "\n").run("--yes", "--image-tag", old).succeeds();
	}

	@Test
	void shouldAskBeforeItMakesAnything() throws IOException {
		Command run = this.deploy.run();
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("16. Send the first requests", "give --yes");
		assertThat(this.deploy.calls())
			.allMatch((call) -> call.matches("aws (sts get|ec2 describe|cloudformation describe).*"));
	}

	@Test
	void shouldTakeVariablesAndPreferOptions() {
		this.deploy.set("GLOBAL_PROFILE", "platform").set("ECS_PROFILE", "dogs").set("EC2_PROFILE", "todo");
		this.deploy.set("AWS_REGION", "us-west-2").set("CATS_SERVICE_NAME", "com.amazonaws.vpce.us-west-2.vpce-svc-0a");
		assertThat(this.deploy.runAlone("--dry-run", "--region=eu-west-1").output())
			.contains("AWS_REGION=eu-west-1", "--profile todo --region eu-west-1",
					"CATS_SERVICE_NAME=com.amazonaws.vpce.us-west-2.vpce-svc-0a")
			.doesNotContain("AWS_REGION=us-west-2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					--global-profile a --ec2-profile c                    | No AWS profile for the account of dog-names-service: name it by --ecs-profile or ECS_PROFILE.
					--global-profile a --ecs-profile b --ec2-profile b    | The three profiles lead to fewer than three accounts
					--global-profile a --ecs-profile b --ec2-profile      | --ec2-profile needs a value (see --help).
					--dry-runs                                            | Unknown option --dry-runs (see --help).
					--region moon                                         | 'moon' is no region: give one such as us-east-1 by --region or AWS_REGION.
					""")
	void shouldRefuseWrongOptionsInASentence(String options, String sentence) {
		Command run = this.deploy.runAlone((options + " --dry-run").split(" +"));
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output()).contains("infra/deploy: " + sentence).doesNotContain("unbound", "line ");
	}

	@Test
	void shouldRefuseOneAccountUnlessItIsMeant() throws IOException {
		this.deploy.aws("todo-account", "222222222222");
		Command run = this.deploy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output())
			.contains("fewer than three accounts (accounts 111111111111, 222222222222 and 222222222222");
		assertThat(this.deploy.calls()).allMatch((call) -> call.startsWith("aws sts get"));
		this.deploy.run("--yes", "--same-account").succeeds();
	}

	@Test
	void shouldSayWhichProfileGivesNoAccess() {
		this.deploy.aws("fails", "sts get-caller-identity --profile dogs");
		Command run = this.deploy.run("--yes");
		assertThat(run.exitCode()).isEqualTo(1);
		assertThat(run.output()).contains("AWS says no",
				"Profile dogs (--ecs-profile or ECS_PROFILE) gives no access; what AWS says is above.",
				"aws sso login --profile dogs");
	}

	@Test
	void shouldAskForATagWhereThereIsNoCommit() {
		Command run = this.deploy.set("IMAGE_TAG", "").run("--dry-run");
		assertThat(run.exitCode()).isEqualTo(2);
		assertThat(run.output())
			.contains("No commit to name the images after: give a tag by --image-tag or IMAGE_TAG.");
	}

	@Test
	void shouldSayWhatToInstall() throws IOException {
		this.deploy.withoutTools();
		assertThat(this.deploy.run("--yes").output())
			.contains("The AWS CLI is missing. Install version 2 and put aws on the PATH.");
	}

	@Test
	void shouldSayHowToBuildForArm() throws IOException {
		assertThat(this.deploy.withoutEmulator().run("--yes").output())
			.contains("\n  docker run --privileged --rm tonistiigi/binfmt --install arm64\n");
	}

	@Test
	void shouldHelp() {
		assertThat(this.deploy.runAlone("--help").succeeds().output()).contains("Usage: infra/deploy", "--dry-run");
	}

	private static String image(String account, String repository) {
		return "docker buildx build --tag " + account + ".dkr.ecr.us-east-1.amazonaws.com/" + repository
				+ ":0123456789ab --push ..";
	}

}
