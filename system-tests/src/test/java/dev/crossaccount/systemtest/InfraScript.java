package dev.crossaccount.systemtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code infra/deploy} or {@code infra/destroy}, in a copy of its folder, with stand-ins
 * for the programs that it calls. They keep what they were asked, and AWS is a folder
 * whose files say what is there.
 */
final class InfraScript {

	private static final List<String> PROFILES = List.of("--global-profile", "platform", "--ecs-profile", "dogs",
			"--ec2-profile", "todo");

	private static final String KEEP = "#!/bin/bash\necho \"${0##*/} $*\" >>\"$AWS/calls\"\n"
			+ "if [[ -f $AWS/fails && \"${0##*/} $*\" == *\"$(<\"$AWS/fails\")\"* ]]; then echo 'AWS says no' >&2; exit 7; fi\n";

	private static final String AWS_CLI = """
			case "$*" in
			  --version) echo aws-cli/2.31.0 ;;
			  *get-caller-identity*"--profile platform"*) echo 111111111111 ;;
			  *get-caller-identity*"--profile dogs"*) echo 222222222222 ;;
			  *get-caller-identity*) cat "$AWS/todo-account" ;;
			  *describe-subnets*'sort_by(Subnets, &CidrBlock)[].AvailabilityZoneId'*"--profile todo"*) cat "$AWS/todo-zones" ;;
			  *describe-availability-zones*"--profile todo"*) printf 'use1-az2\\tuse1-az1\\n' ;;
			  *describe-availability-zones*) printf 'use1-az4\\tuse1-az2\\tuse1-az1\\n' ;;
			  *list-stacks*) cat "$AWS/bootstrapped" ;;
			  *describe-stacks*"StackName=='global-apigw'"*) cat "$AWS/endpoints" ;;
			  *describe-stacks*'Stacks[].StackName'*"--profile platform"*) cat "$AWS/stacks-platform" ;;
			  *describe-stacks*'Stacks[].StackName'*"--profile dogs"*) cat "$AWS/stacks-dogs" ;;
			  *describe-stacks*'Stacks[].StackName'*"--profile todo"*) cat "$AWS/stacks-todo" ;;
			  *list-images*) cat "$AWS/images" ;;
			  *'DBClusters[?DeletionProtection'*) cat "$AWS/protected-database" ;;
			esac
			""";

	private static final String CDK = """
			if [[ $* == *--outputs-file* ]]; then
			  echo "settings $AWS_ACCOUNT $IMAGE_TAG $AZ_IDS $API_GATEWAY_ACCOUNT_ARN ${ALLOWED_ENDPOINTS:-} ${DOGNAME_SERVICE_NAME:-} ${TODO_SERVICE_NAME:-}" >>"$AWS/calls"
			  mkdir -p target && touch "${@: -1}"
			fi
			""";

	private static final String NODE = """
			case $* in
			  --version) echo v22.1.0 ;;
			  *dogsendpointid*) echo vpce-22222222222200000 ;;
			  *todoendpointid*) echo vpce-33333333333300000 ;;
			  *target/ecs-provider.json*) ls target/ecs-provider.json >/dev/null && echo com.amazonaws.vpce.us-east-1.vpce-svc-22222222222222222 ;;
			  *target/ec2-provider.json*) ls target/ec2-provider.json >/dev/null && echo com.amazonaws.vpce.us-east-1.vpce-svc-33333333333333333 ;;
			  *) echo https://1a2b3c4d5e.execute-api.us-east-1.amazonaws.com/ ;;
			esac
			""";

	private final Path folder;

	private final String name;

	private final Map<String, String> environment = new HashMap<>();

	/** Takes the script's name, and a folder for the copy and the stand-ins. */
	InfraScript(String name, Path folder) throws IOException {
		this.name = name;
		this.folder = folder;
		for (String file : List.of("deploy", "destroy", "common.sh")) {
			Sources.copy("infra/" + file, folder);
		}
		Files.createFile(folder.resolve("infra/package-lock.json"));
		Files.createDirectories(folder.resolve("bin"));
		Map.of("aws", AWS_CLI, "npx", CDK, "node", NODE, "docker",
				"[[ $* != *inspect* ]] || echo 'Platforms: linux/amd64, linux/arm64'\n", "npm", "", "mvn", "", "curl",
				"cat \"$AWS/status\"\n", "java", "")
			.forEach((program, does) -> program("bin/" + program, KEEP + does));
		for (String file : List.of("bootstrapped", "images", "protected-database", "endpoints", "todo-zones")) {
			aws(file, "");
		}
		aws("todo-account", "333333333333").aws("status", "200");
		aws("stacks-platform", "CDKToolkit\tglobal-apigw\tglobal-vpc-stack\tglobal-registry\n");
		aws("stacks-dogs", "CDKToolkit\tecs-provider\tecs-vpc-stack\tecs-registry\n");
		aws("stacks-todo", "CDKToolkit\tec2-provider\tec2-vpc-stack\tec2-registry\n");
		set("AWS", folder.toString()).set("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
		for (String variable : List.of("AWS_REGION", "AWS_DEFAULT_REGION", "AZ_IDS", "IMAGE_TAG", "GLOBAL_PROFILE",
				"ECS_PROFILE", "EC2_PROFILE", "JAVA_HOME")) {
			set(variable, "");
		}
	}

	InfraScript set(String variable, String value) {
		this.environment.put(variable, value);
		return this;
	}

	/** Has AWS answer this to a question. */
	InfraScript aws(String question, String answer) {
		try {
			Files.writeString(this.folder.resolve(question), answer);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Leaves the script the programs that a dry run needs, and none else. */
	InfraScript withoutTools() throws IOException {
		Path bin = Files.createDirectories(this.folder.resolve("few"));
		for (String program : List.of("bash", "cat", "date", "dirname", "sort")) {
			program("few/" + program, "#!/bin/bash\nPATH=/usr/bin:/bin exec " + program + " \"$@\"\n");
		}
		return set("PATH", bin.toString());
	}

	/** Makes the script's folder a repository, or commits what changed in it. */
	String commit() {
		Command
			.run(Duration.ofMinutes(1), this.environment, List.of("bash", "-c",
					"cd '" + this.folder + "' && git init -q && printf 'calls\\ninfra/target/\\n' > .gitignore"
							+ " && date +%N >> change && git add -A"
							+ " && git -c user.name=a -c user.email=a@b.c -c commit.gpgsign=false commit -q -m a"))
			.succeeds();
		return Command
			.run(Duration.ofMinutes(1), this.environment,
					List.of("git", "-C", this.folder.toString(), "rev-parse", "--short=12", "HEAD"))
			.succeeds()
			.output()
			.strip();
	}

	/** Has Docker build for the processors of most machines alone. */
	InfraScript withoutEmulator() {
		program("bin/docker", KEEP + "[[ $* != *inspect* ]] || echo 'Platforms: linux/amd64'\n");
		return this;
	}

	/** Runs the script with its three profiles and these options. */
	Command run(String... options) {
		List<String> words = new ArrayList<>(PROFILES);
		words.addAll(List.of(options));
		return runAlone(words.toArray(String[]::new));
	}

	/** Runs the script with these options only. */
	Command runAlone(String... options) {
		List<String> words = new ArrayList<>(List.of(this.folder.resolve("infra").resolve(this.name).toString()));
		words.addAll(List.of(options));
		return Command.run(Duration.ofMinutes(1), this.environment, words);
	}

	/** Gives a shell, in the script's folder, the commands that an output shows. */
	Command replay(String output) {
		String commands = "set -e; cd " + this.folder.resolve("infra") + "\n" + String.join("\n", shown(output));
		return Command.run(Duration.ofMinutes(1), this.environment, List.of("bash", "-c", commands));
	}

	/** Returns the commands that an output shows. */
	static List<String> shown(String output) {
		return output.lines().filter((line) -> line.startsWith("  $ ")).map((line) -> line.substring(4)).toList();
	}

	/** Returns what programs were asked, and forgets it; not for their versions. */
	List<String> calls() throws IOException {
		Path calls = this.folder.resolve("calls");
		List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
		Files.deleteIfExists(calls);
		return lines.stream()
			.filter((line) -> !line.contains("--version") && !line.startsWith("docker buildx version")
					&& !line.startsWith("docker buildx inspect"))
			.toList();
	}

	private void program(String name, String text) {
		try {
			Path program = this.folder.resolve(name);
			Files.writeString(program, text);
			Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
