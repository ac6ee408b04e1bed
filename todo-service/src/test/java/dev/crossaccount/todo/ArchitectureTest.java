package dev.crossaccount.todo;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules that keep the parts apart, each with a case that breaks it. */
class ArchitectureTest {

	private static final ArchRule DATABASE_KNOWS_NO_TODOS = noClasses().that()
		.resideInAPackage("..database..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..item..")
		.because("how the service lives without its database does not depend on what is kept in it");

	private static final ArchRule ONE_PLACE_FOR_SQL = noClasses().that()
		.resideInAPackage("..item..")
		.and()
		.areNotAssignableTo(Repository.class)
		.and()
		.areNotAssignableTo(ResultSetExtractor.class)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
		.because("the promises of the contract rest on the statements in TodoRepository, and are read there");

	private static final ArchRule CONTROLLERS_KEEP_TO_HTTP = noClasses().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.dependOnClassesThat()
		.areAssignableTo(Repository.class)
		.because("a rule that only a controller keeps does not hold for the next caller");

	private static final ArchRule ITEM_IS_CLOSED = classes().that()
		.resideInAPackage("..item..")
		.should()
		.notBePublic()
		.because("what is public is an invitation to other packages");

	@Test
	void shouldKeepTheDatabaseFromKnowingTodos() {
		assertHoldsAndBites(DATABASE_KNOWS_NO_TODOS);
	}

	@Test
	void shouldKeepSqlInOnePlace() {
		assertHoldsAndBites(ONE_PLACE_FOR_SQL);
	}

	@Test
	void shouldKeepControllersToHttp() {
		assertHoldsAndBites(CONTROLLERS_KEEP_TO_HTTP);
	}

	@Test
	void shouldKeepItemClosed() {
		assertHoldsAndBites(ITEM_IS_CLOSED);
	}

	private static void assertHoldsAndBites(ArchRule rule) {
		JavaClasses program = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.crossaccount.todo");
		rule.check(program);
		JavaClasses knownBad = new ClassFileImporter().importPackages("dev.crossaccount.fixture");
		assertThat(rule.evaluate(knownBad).hasViolation()).as(rule.getDescription()).isTrue();
	}

}
