package dev.crossaccount.gateway;

import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * Judges all settings as a start does, by one that ends before any port is open. Whatever
 * is wrong is reported, and exits, as a failed start.
 */
final class SettingsCheck extends DefaultLifecycleProcessor {

	private static final String OPTION = "--check";

	private SettingsCheck() {
	}

	static boolean isWanted(String... args) {
		return Arrays.asList(args).contains(OPTION);
	}

	static void run(SpringApplication application, String... args) {
		application.addInitializers(
				(context) -> context.getBeanFactory().registerSingleton("lifecycleProcessor", new SettingsCheck()));
		try {
			application.run(args);
		}
		catch (SpringApplication.AbandonedRunException ex) {
			System.out.println("OK: the gateway can start with these settings.");
		}
	}

	/** What is to run is complete here, and nothing of it has begun. */
	@Override
	public void onRefresh() {
		throw new SpringApplication.AbandonedRunException();
	}

}
