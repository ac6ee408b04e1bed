package dev.crossaccount.infra;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awscdk.services.ecs.Secret;

/**
 * One of the three programs, as a container that {@code docker build} made.
 *
 * @param repository its ECR repository, in the same account
 * @param imageTag which of its images
 * @param environment its settings
 * @param secrets those of its settings that nobody may read
 */
record HttpProgram(String repository, String imageTag, Map<String, String> environment, Map<String, Secret> secrets) {

	HttpProgram {
		// In an order that does not change: a template that differs is deployed.
		environment = Collections.unmodifiableMap(new TreeMap<>(environment));
		secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
	}

	HttpProgram(String repository, String imageTag, Map<String, String> environment) {
		this(repository, imageTag, environment, Map.of());
	}

}
