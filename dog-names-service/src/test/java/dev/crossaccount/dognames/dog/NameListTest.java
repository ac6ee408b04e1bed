package dev.crossaccount.dognames.dog;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameListTest {

	@Test
	void shouldStripEachName() {
		assertThat(NameList.check("f.txt", List.of("Xena", " Zoë\t"))).containsExactly("Xena", "Zoë");
	}

	@Test
	void shouldRefuseABlankLine() {
		assertThatExceptionOfType(InvalidNamesException.class)
			.isThrownBy(() -> NameList.check("f.txt", List.of("Xena", " ", "Zoe")))
			.withMessage("f.txt, line 2: the line is blank.");
	}

	@Test
	void shouldRefuseANameThatIsThereTwice() {
		assertThatExceptionOfType(InvalidNamesException.class)
			.isThrownBy(() -> NameList.check("f.txt", List.of("Xena", "Zoe", "xENA ")))
			.withMessage("f.txt, line 3: 'xENA' is on line 1 already.");
	}

	@Test
	void shouldRefuseAnEmptyFile() {
		assertThatExceptionOfType(InvalidNamesException.class).isThrownBy(() -> NameList.check("f.txt", List.of()))
			.withMessageContaining("f.txt, line 1");
	}

	@Test
	void shouldNameAFileThatIsMissing() {
		assertThatExceptionOfType(InvalidNamesException.class)
			.isThrownBy(() -> NameList.read(new ClassPathResource("names/none.txt")))
			.withMessageContaining("none.txt");
	}

	@Test
	void shouldReadLinesOfAnyKind() {
		byte[] text = "Xena\r\nZoe\n".getBytes(StandardCharsets.UTF_8);
		assertThat(NameList.read(new ByteArrayResource(text))).containsExactly("Xena", "Zoe");
	}

	@ParameterizedTest
	@EnumSource
	void shouldShipAtLeastTwoHundredNamesOfEachGender(Gender gender) {
		String[] names = NameList.read(new ClassPathResource(gender.resource()));
		assertThat(names).hasSizeGreaterThanOrEqualTo(200).allMatch((name) -> name.matches("\\p{Lu}\\p{Ll}+"));
		assertThat(List.of(names).contains("Xena")).isEqualTo(gender == Gender.FEMALE);
	}

}
