package dev.crossaccount.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the program. */
@SpringBootApplication
@ConfigurationPropertiesScan
class GatewayApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		if (SettingsCheck.isWanted(args)) {
			SettingsCheck.run(application, args);
		}
		else {
			application.run(args);
		}
	}

}
