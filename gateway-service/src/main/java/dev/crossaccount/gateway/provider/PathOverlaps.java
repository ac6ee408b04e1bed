package dev.crossaccount.gateway.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.ProviderProperties;

/**
 * Finds paths that two declarations claim: a request must have one answer, whatever the
 * order.
 */
final class PathOverlaps {

	private PathOverlaps() {
	}

	static void find(Map<String, ProviderProperties> settings, List<InvalidSetting> invalid) {
		List<Claim> claims = new ArrayList<>();
		settings.forEach((name, block) -> block.paths().forEach((path) -> claims.add(new Claim(name, path))));
		for (int i = 0; i < claims.size(); i++) {
			for (Claim earlier : claims.subList(0, i)) {
				if (claims.get(i).overlaps(earlier)) {
					invalid.add(claims.get(i).conflictWith(earlier));
				}
			}
		}
	}

	private record Claim(String provider, String path) {

		boolean overlaps(Claim other) {
			return PathPrefix.covers(this.path, other.path) || PathPrefix.covers(other.path, this.path);
		}

		InvalidSetting conflictWith(Claim other) {
			String key = "gateway.providers." + this.provider + ".paths";
			if (this.provider.equals(other.provider)) {
				return new InvalidSetting(key, "names " + this.path + " and " + other.path + ", which overlap",
						"Keep the shorter one: it covers all below it.");
			}
			return new InvalidSetting(key,
					"claims " + this.path + ", which overlaps " + other.path + " of gateway.providers." + other.provider
							+ ".paths",
					"Give every path to one provider: change " + key + " or gateway.providers." + other.provider
							+ ".paths.");
		}

	}

}
