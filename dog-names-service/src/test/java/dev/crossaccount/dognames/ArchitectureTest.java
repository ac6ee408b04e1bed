package dev.crossaccount.dognames;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchitectureTest {

	private static final ArchRule NOTHING_PUBLIC = classes().should()
		.notBePublic()
		.because("no other program compiles against this one");

	private static final ArchRule CHANCE_IS_INJECTED = noClasses().that()
		.areNotAnnotatedWith(Configuration.class)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Random.class)
		.orShould()
		.callMethod(ThreadLocalRandom.class, "current")
		.orShould()
		.callMethod(Math.class, "random")
		.because("a test of chance must not depend on luck");

	private final JavaClasses program = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.crossaccount.dognames");

	private final JavaClasses bad = new ClassFileImporter().importPackages("dev.crossaccount.dognames.fixture");

	@Test
	void shouldHaveNothingPublic() {
		check(NOTHING_PUBLIC);
	}

	@Test
	void shouldInjectChance() {
		check(CHANCE_IS_INJECTED);
	}

	private void check(ArchRule rule) {
		rule.check(this.program);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(this.bad))
			.withMessageContaining("PublicDice");
	}

}
