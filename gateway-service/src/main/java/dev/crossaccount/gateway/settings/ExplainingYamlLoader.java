package dev.crossaccount.gateway.settings;

import java.io.IOException;
import java.util.List;

import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/** Names the file and the place where YAML can't be read; the parser knows no names. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ExplainingYamlLoader extends YamlPropertySourceLoader {

	@Override
	public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
		try {
			return super.load(name, resource);
		}
		catch (DuplicateKeyException ex) {
			String key = String.valueOf(ex.getProblem()).replace("found duplicate key ", "");
			throw new InvalidSettingsException(List.of(new InvalidSetting(resource.getDescription() + place(ex),
					"has the key " + key + " a second time", "Put what is below the two into one block.")));
		}
		catch (MarkedYAMLException ex) {
			throw invalid(resource.getDescription() + place(ex), ex.getProblem());
		}
		catch (YAMLException ex) {
			throw invalid(resource.getDescription(), String.valueOf(ex.getMessage()).split("\\R")[0]);
		}
	}

	private static InvalidSettingsException invalid(String place, String problem) {
		return new InvalidSettingsException(List.of(new InvalidSetting(place, "is not valid YAML: " + problem,
				"Indent with spaces, never tabs, and align the keys of a block.")));
	}

	private static String place(MarkedYAMLException ex) {
		return (ex.getProblemMark() == null) ? "" : ", line %d, column %d,".formatted(ex.getProblemMark().getLine() + 1,
				ex.getProblemMark().getColumn() + 1);
	}

}
