package dev.crossaccount.infra;

import java.util.function.BiConsumer;
import java.util.function.Function;

import software.amazon.awscdk.App;

/**
 * Runs a CDK app: reads the environment and the gateway's providers first, so that what
 * is wrong there costs one line.
 */
final class AccountApp {

	private AccountApp() {
	}

	/**
	 * Makes the templates of an account.
	 * @param <D> what the account is told from outside
	 * @param deployment how to read that
	 * @param stacks how to add the stacks to the app
	 */
	static <D> void run(Function<Variables, D> deployment, BiConsumer<App, D> stacks) {
		try {
			D told = deployment.apply(new Variables(System.getenv()));
			App app = new App();
			stacks.accept(app, told);
			app.synth();
		}
		catch (InvalidInputException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

}
