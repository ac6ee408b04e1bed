package dev.crossaccount.gateway.architecture;

import java.util.concurrent.Future;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTest {

	private static final String BASE = "dev.crossaccount.gateway";

	private static final ArchRule NO_CYCLES = slices().matching("dev.crossaccount.gateway.(**)")
		.should()
		.beFreeOfCycles()
		.because("a feature that can be read and changed alone depends on no feature that depends on it");

	private static final ArchRule NO_BLOCKING = noClasses().should()
		.callMethodWhere(describe("blocks the thread", (call) -> (call.getTarget().getName().startsWith("block")
				&& (call.getTargetOwner().isEquivalentTo(Mono.class)
						|| call.getTargetOwner().isEquivalentTo(Flux.class)))
				|| (call.getTarget().getName().equals("sleep") && call.getTargetOwner().isEquivalentTo(Thread.class))
				|| ((call.getTarget().getName().equals("get") || call.getTarget().getName().equals("join"))
						&& call.getTargetOwner().isAssignableTo(Future.class))))
		.because("an event loop serves hundreds of connections: what blocks one blocks them all");

	private static final ArchRule ONE_CLIENT = noClasses().that()
		.resideOutsideOfPackage("dev.crossaccount.gateway.upstream..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("reactor.netty.http.client..")
		.because("limits, retries and failures of requests to providers are decided in one place");

	private final JavaClasses program = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(BASE);

	private final JavaClasses fixtures = new ClassFileImporter().importPackages(BASE + ".architecture.fixture");

	@Test
	void shouldHaveNoCyclesBetweenFeatures() {
		verify(NO_CYCLES);
	}

	@Test
	void shouldNeverBlockAnEventLoop() {
		verify(NO_BLOCKING);
	}

	@Test
	void shouldTalkToProvidersInOnePlace() {
		verify(ONE_CLIENT);
	}

	private void verify(ArchRule rule) {
		rule.check(this.program);
		assertThat(rule.evaluate(this.fixtures).hasViolation()).as("finds the known-bad case").isTrue();
	}

}
