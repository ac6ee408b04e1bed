package dev.crossaccount.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * All rules of an account's security groups as lines such as
 * {@code Load balancer -> Tasks 8080}: once for who sends, once for who receives.
 */
final class SecurityGroupRules {

	/** S3's addresses in eu-central-1. */
	static final String S3 = "pl-6ea54007";

	/** What the CDK writes so that AWS does not add a rule that allows everything. */
	static final String NOBODY = "255.255.255.255/32";

	private static final String GROUP = "AWS::EC2::SecurityGroup";

	private final Map<String, String> names = new HashMap<>();

	private final Map<String, String> out = new TreeMap<>();

	private final Map<String, String> in = new TreeMap<>();

	SecurityGroupRules(Account account) {
		List<JsonNode> templates = account.stacks().stream().map((stack) -> Resources.of(stack).template()).toList();
		templates.forEach(this::readNames);
		templates.forEach((template) -> template.path("Resources").properties().forEach((entry) -> {
			JsonNode properties = entry.getValue().path("Properties");
			switch (entry.getValue().path("Type").asText()) {
				case GROUP -> {
					String name = this.names.getOrDefault(entry.getKey(), "?");
					properties.path("SecurityGroupEgress").forEach((rule) -> addOut(name, rule, entry.getKey()));
					properties.path("SecurityGroupIngress").forEach((rule) -> addIn(name, rule, entry.getKey()));
				}
				case GROUP + "Egress" -> addOut(name(properties.path("GroupId")), properties, entry.getKey());
				case GROUP + "Ingress" -> addIn(name(properties.path("GroupId")), properties, entry.getKey());
				default -> {
				}
			}
		}));
	}

	/** What is sent: a connection needs a line here and in {@link #in()}. */
	List<String> out() {
		return List.copyOf(this.out.keySet());
	}

	List<String> in() {
		return List.copyOf(this.in.keySet());
	}

	/** The logical id of the rule for who sends. */
	String outId(String line) {
		return Objects.requireNonNull(this.out.get(line), line);
	}

	/** The logical id of the rule for who receives. */
	String inId(String line) {
		return Objects.requireNonNull(this.in.get(line), line);
	}

	private void readNames(JsonNode template) {
		template.path("Resources").properties().forEach((entry) -> {
			if (entry.getValue().path("Type").asText().equals(GROUP)) {
				this.names.put(entry.getKey(), entry.getValue().path("Properties").path("GroupDescription").asText());
			}
		});
	}

	private void addOut(String group, JsonNode rule, String id) {
		if (!rule.path("CidrIp").asText().equals(NOBODY)) {
			this.out.put("%s -> %s %s".formatted(group, peer(rule, "Destination"), ports(rule)), id);
		}
	}

	private void addIn(String group, JsonNode rule, String id) {
		this.in.put("%s -> %s %s".formatted(peer(rule, "Source"), group, ports(rule)), id);
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
