package dev.crossaccount.gateway;

import reactor.netty.ReactorNetty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the program. */
@SpringBootApplication
@ConfigurationPropertiesScan
class GatewayApplication {

	public static void main(String[] args) {
		setEventLoops();
		SpringApplication application = new SpringApplication(GatewayApplication.class);
		if (SettingsCheck.isWanted(args)) {
			SettingsCheck.run(application, args);
		}
		else {
			application.run(args);
		}
	}

	/** More than there are processors, as is the default, would only take turns. */
	private static void setEventLoops() {
		if (System.getProperty(ReactorNetty.IO_WORKER_COUNT) == null) {
			System.setProperty(ReactorNetty.IO_WORKER_COUNT,
					Integer.toString(Runtime.getRuntime().availableProcessors()));
		}
	}

}
