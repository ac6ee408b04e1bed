package dev.crossaccount.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.crossaccount.gateway.settings.InvalidSettingsException;
import dev.crossaccount.gateway.settings.Rate;

/** Reads a whole consumers file, or says all that is wrong with it. */
final class ConsumersParser {

	private static final Pattern CLIENT = Pattern.compile("[a-z][a-z0-9]*/[!-~]{1,200}");

	private static final String HASHES_REMEDY = "Write each hash on a line of its own below it, behind a hyphen, as"
			+ " gateway-service/make-key prints it.";

	private static final Plan UNKNOWN = new Plan("", new Rate(1, Duration.ofSeconds(1)), 1, null);

	private final Findings findings;

	private final Map<String, Plan> plans = new LinkedHashMap<>();

	private final Set<String> planNames = new HashSet<>();

	private final Map<KeyHash, Registry.Consumer> keys = new HashMap<>();

	private final Map<String, Registry.Consumer> clients = new HashMap<>();

	private ConsumersParser(Findings findings) {
		this.findings = findings;
	}

	/**
	 * Reads the file.
	 * @param content what it holds
	 * @return its consumers and plans
	 * @throws InvalidSettingsException with a sentence for each mistake
	 */
	static Registry parse(ConsumersSource.Content content) {
		Findings findings = new Findings(content.file());
		if (content.text() == null) {
			findings.addFile(content.failure(),
					"Put a file there that the gateway may read, or name another in CONSUMERS_FILE.");
			findings.throwIfAny();
		}
		Object document = StrictYaml.read(String.valueOf(content.text()), findings);
		findings.throwIfAny();
		return new ConsumersParser(findings).parse(new Block("", document, findings));
	}

	private Registry parse(Block root) {
		root.allow("plans", "consumers");
		root.block("plans").named().forEach(this::plan);
		for (String name : List.of(Plan.ANONYMOUS, Plan.DEFAULT)) {
			if (!this.planNames.contains(name)) {
				root.mistake("plans." + name, "is missing",
						"Declare the plans anonymous, for callers without a credential, and default. There "
								+ declared() + ".");
			}
		}
		Map<String, Block> consumers = root.block("consumers").named();
		consumers.forEach(this::consumer);
		this.findings.throwIfAny();
		return new Registry(this.plans.getOrDefault(Plan.ANONYMOUS, UNKNOWN),
				this.plans.getOrDefault(Plan.DEFAULT, UNKNOWN), this.keys, this.clients,
				"consumers: %d, API keys: %d, plans: %d".formatted(consumers.size(), this.keys.size(),
						this.plans.size()));
	}

	private String declared() {
		return switch (this.planNames.size()) {
			case 0 -> "is no plan";
			case 1 -> "is only " + this.planNames.iterator().next();
			default -> "are " + String.join(", ", this.planNames.stream().sorted().toList());
		};
	}

	private void plan(String name, Block block) {
		this.planNames.add(name);
		Plan plan = PlanParser.parse(name, block.allow("rate", "burst", "quota"));
		if (plan != null) {
			this.plans.put(name, plan);
		}
	}

	private void consumer(String name, Block block) {
		block.allow("plan", "key-sha256", "scopes", "client-id");
		if (name.equals(Caller.ANONYMOUS)) {
			this.findings.add("consumers." + name, "has a name that is reserved for callers without a credential",
					"Choose another name.");
		}
		String planName = block.text("plan");
		if (planName != null && !this.planNames.contains(planName)) {
			block.mistake("plan", "is '" + planName + "', which is not declared below plans",
					"Declare it, or use one of " + String.join(", ", this.planNames.stream().sorted().toList()) + ".");
		}
		// A plan that is not valid is a mistake already; the others shall be named too.
		Plan plan = this.plans.getOrDefault((planName != null) ? planName : Plan.DEFAULT, UNKNOWN);
		Registry.Consumer consumer = new Registry.Consumer(name, plan, scopes(block));
		keys(block, consumer);
		client(block, consumer);
	}

	private static Set<String> scopes(Block block) {
		List<String> scopes = block.texts("scopes", "scopes",
				"Write them as [todo:write, dogs:read], or leave the key out.");
		if (!scopes.stream().allMatch(Caller::isScope)) {
			block.mistake("scopes", "has an entry that is not one word of ASCII without quotes",
					"Write scopes such as todo:write.");
		}
		return Set.copyOf(scopes);
	}

	private void keys(Block block, Registry.Consumer consumer) {
		int position = 0;
		for (String hex : block.texts("key-sha256", "hashes", HASHES_REMEDY)) {
			position++;
			KeyHash hash = KeyHash.parse(hex);
			if (hash == null) {
				block.mistake("key-sha256", "has as entry %d what is not 64 hexadecimal digits".formatted(position),
						"Put the SHA-256 of the key there, never the key: gateway-service/make-key prints it.");
			}
			else if (this.keys.putIfAbsent(hash, consumer) != null) {
				block.mistake("key-sha256", "has as entry %d a hash that is in the file already".formatted(position),
						"A key belongs to one consumer: make another by gateway-service/make-key.");
			}
		}
	}

	private void client(Block block, Registry.Consumer consumer) {
		String client = block.textIfAny("client-id");
		if (client != null && !CLIENT.matcher(client).matches()) {
			block.mistake("client-id", "is '" + client + "', which does not name its issuer",
					"Write the issuer's name in gateway.issuers, a slash and the client, such as local/mobile.");
			return;
		}
		if (client != null && this.clients.putIfAbsent(client, consumer) != null) {
			block.mistake("client-id", "is '" + client + "', which another consumer has",
					"A client belongs to one consumer.");
		}
	}

}
