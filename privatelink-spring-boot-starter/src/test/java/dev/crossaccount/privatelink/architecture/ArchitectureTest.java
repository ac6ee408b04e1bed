package dev.crossaccount.privatelink.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchitectureTest {

	private static final String BASE = "dev.crossaccount.privatelink";

	private static final String FIXTURE = BASE + ".architecture.fixture";

	private static final ArchRule PROTOCOL_WITHOUT_SPRING = noClasses().that()
		.resideInAPackage("..proxyprotocol..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "jakarta.servlet..")
		.because("bytes off the network are parsed by code that a test can run alone");

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(BASE);

	private final JavaClasses bad = new ClassFileImporter().importPackages(FIXTURE);

	@Test
	void shouldKeepTheProtocolFreeOfSpring() {
		PROTOCOL_WITHOUT_SPRING.check(this.classes);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> PROTOCOL_WITHOUT_SPRING.check(this.bad))
			.withMessageContaining("KnowsSpring");
	}

	@Test
	void shouldHaveNoCyclesOfPackages() {
		noCycles(BASE).check(this.classes);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> noCycles(FIXTURE).check(this.bad))
			.withMessageContaining("Cycle detected");
	}

	private static ArchRule noCycles(String base) {
		return slices().matching(base + ".(*)..")
			.should()
			.beFreeOfCycles()
			.because("each feature can be read, and left out, without the ones that use it");
	}

}
