package dev.crossaccount.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * All rules of an account's security groups as lines such as
 * {@code Load balancer -> Tasks 8080}: once for who sends, once for who receives.
 */
final class SecurityGroupRules {

	private static final String GROUP = "AWS::EC2::SecurityGroup";

	private final Map<String, String> names = new HashMap<>();

	private final List<String> out = new ArrayList<>();

	private final List<String> in = new ArrayList<>();

	SecurityGroupRules(Account account) {
		List<JsonNode> templates = account.stacks().stream().map((stack) -> Resources.of(stack).template()).toList();
		templates.forEach(this::readNames);
		templates.forEach((template) -> template.path("Resources").properties().forEach((entry) -> {
			JsonNode properties = entry.getValue().path("Properties");
			switch (entry.getValue().path("Type").asText()) {
				case GROUP -> {
					properties.path("SecurityGroupEgress")
						.forEach((rule) -> addOut(this.names.getOrDefault(entry.getKey(), "?"), rule));
					properties.path("SecurityGroupIngress")
						.forEach((rule) -> addIn(this.names.getOrDefault(entry.getKey(), "?"), rule));
				}
				case GROUP + "Egress" -> addOut(name(properties.path("GroupId")), properties);
				case GROUP + "Ingress" -> addIn(name(properties.path("GroupId")), properties);
				default -> {
				}
			}
		}));
	}

	/** What is sent: a connection needs a line here and in {@link #in()}. */
	List<String> out() {
		return new TreeSet<>(this.out).stream().toList();
	}

	List<String> in() {
		return new TreeSet<>(this.in).stream().toList();
	}

	private void readNames(JsonNode template) {
		template.path("Resources").properties().forEach((entry) -> {
			if (entry.getValue().path("Type").asText().equals(GROUP)) {
				this.names.put(entry.getKey(), entry.getValue().path("Properties").path("GroupDescription").asText());
			}
		});
	}

	private void addOut(String group, JsonNode rule) {
		// What the CDK writes so that AWS does not add a rule that allows everything.
		if (!rule.path("CidrIp").asText().equals("255.255.255.255/32")) {
			this.out.add("%s -> %s %s".formatted(group, peer(rule, "Destination"), ports(rule)));
		}
	}

	private void addIn(String group, JsonNode rule) {
		this.in.add("%s -> %s %s".formatted(peer(rule, "Source"), group, ports(rule)));
	}

	private String peer(JsonNode rule, String direction) {
		JsonNode group = rule.path(direction + "SecurityGroupId");
		if (!group.isMissingNode()) {
			return name(group);
		}
		JsonNode list = rule.path(direction + "PrefixListId");
		return list.isMissingNode() ? rule.toString() : list.asText();
	}

	/**
	 * A reference, or the name of another stack's export, has the group's logical id in
	 * it.
	 */
	private String name(JsonNode reference) {
		return this.names.entrySet()
			.stream()
			.filter((group) -> reference.toString().contains(group.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(reference::toString);
	}

	private static String ports(JsonNode rule) {
		String from = rule.path("FromPort").asText();
		String to = rule.path("ToPort").asText();
		return (from.equals(to) ? from : from + "-" + to)
				+ (rule.path("IpProtocol").asText().equals("tcp") ? "" : " !");
	}

}
