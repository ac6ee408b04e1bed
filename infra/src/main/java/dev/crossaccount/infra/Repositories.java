package dev.crossaccount.infra;

/** Names of the ECR repositories, one in each account. */
final class Repositories {

	static final String DOG_NAMES = "dog-names";

	static final String TODO = "todo";

	static final String GATEWAY = "gateway";

	private Repositories() {
	}

}
