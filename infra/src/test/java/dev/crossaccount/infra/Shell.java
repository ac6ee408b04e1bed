package dev.crossaccount.infra;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** What an instance gets to run, as text. */
final class Shell {

	private static final Pattern NESTED = Pattern.compile("<<'SCRIPT'\n(.*?\n)SCRIPT\n", Pattern.DOTALL);

	private Shell() {
	}

	/** The user data, with a word for each value that only the deployment knows. */
	static String userData() {
		JsonNode encoded = Resources.of("ec2-provider")
			.only("AWS::EC2::LaunchTemplate")
			.path("LaunchTemplateData")
			.path("UserData")
			.path("Fn::Base64");
		return text(encoded);
	}

	/** The script that the user data writes to a file. */
	static String nestedScript() {
		Matcher matcher = NESTED.matcher(userData());
		if (!matcher.find()) {
			throw new AssertionError("No nested script");
		}
		return matcher.group(1);
	}

	static String text(JsonNode value) {
		if (value.isTextual()) {
			return value.asText();
		}
		if (value.has("Fn::Join")) {
			StringBuilder joined = new StringBuilder();
			value.path("Fn::Join").path(1).forEach((part) -> joined.append(text(part)));
			return joined.toString();
		}
		if (value.has("Fn::Sub")) {
			return value.path("Fn::Sub").path(0).asText().replace("${Host}", "host").replace("${!", "${");
		}
		return "x" + value.toString().replaceAll("[^A-Za-z0-9.-]+", "-") + "x";
	}

}
