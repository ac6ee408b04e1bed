package dev.crossaccount.gateway.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ConsumersReloadTest {

	@TempDir
	private Path folder;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private Instant now = Instant.EPOCH;

	private Path file;

	private Consumers consumers;

	private ConsumersReload reload;

	@BeforeEach
	void read() throws IOException {
		this.file = this.folder.resolve("consumers.yaml");
		write("1/s");
		ConsumersSource source = new ConsumersSource(null, this.folder);
		ConsumersSource.Content first = source.read();
		this.consumers = new Consumers(ConsumersParser.parse(first));
		this.reload = new ConsumersReload(source, first, this.consumers, this.meters, () -> this.now);
	}

	@AfterEach
	void close() {
		this.reload.close();
	}

	@Test
	void shouldWaitUntilAChangeIsWrittenToItsEnd() throws IOException {
		write("2/s");
		this.reload.look();
		assertThat(anonymousRate()).isEqualTo("1/s");
		write("3/s");
		this.reload.look();
		assertThat(anonymousRate()).isEqualTo("1/s");
		this.reload.look();
		assertThat(anonymousRate()).isEqualTo("3/s");
	}

	@Test
	void shouldJudgeAChangeOnce() throws IOException {
		write("fast");
		lookOften();
		assertThat(failures()).isEqualTo(1);
		Files.delete(this.file);
		lookOften();
		assertThat(failures()).as("another mistake").isEqualTo(2);
		assertThat(this.meters.get("gateway.consumers.outdated").gauge().value()).isEqualTo(1);
		assertThat(anonymousRate()).isEqualTo("1/s");
		write("2/s");
		lookOften();
		assertThat(anonymousRate()).isEqualTo("2/s");
		assertThat(this.meters.counter("gateway.consumers.reloads", "outcome", "success").count()).isEqualTo(1);
		assertThat(failures()).isEqualTo(2);
		assertThat(this.meters.get("gateway.consumers.outdated").gauge().value()).isZero();
	}

	@Test
	void shouldRepeatEveryMinuteThatRemovedKeysLiveOnUntilTheFileIsValidAgain(CapturedOutput output)
			throws IOException {
		write("fast");
		lookOften();
		assertThat(complaints(output)).isEqualTo(1);
		assertThat(output).contains("ERROR").contains("is 'fast', which is not a rate");
		this.now = this.now.plus(ConsumersReload.REMINDER_PERIOD).minusMillis(1);
		lookOften();
		assertThat(complaints(output)).isEqualTo(1);
		this.now = this.now.plusMillis(1);
		lookOften();
		assertThat(complaints(output)).isEqualTo(2);
		write("1/s");
		lookOften();
		assertThat(output).contains("Consumers from " + this.file + ", which is valid again: consumers: 0");
		this.now = this.now.plus(ConsumersReload.REMINDER_PERIOD);
		lookOften();
		assertThat(complaints(output)).isEqualTo(2);
		assertThat(failures()).as("changes, not reminders").isEqualTo(1);
	}

	private static int complaints(CapturedOutput output) {
		return output.toString().split("keys that you removed are still accepted, and old plans still count", -1).length
				- 1;
	}

	@Test
	void shouldKeepAPlanThatDidNotChange() throws IOException {
		Plan before = this.consumers.anonymous().plan();
		Files.writeString(this.file, Files.readString(this.file) + "\n# another comment\n");
		this.reload.look();
		this.reload.look();
		assertThat(this.consumers.anonymous().plan()).isNotSameAs(before).isEqualTo(before);
	}

	private void lookOften() {
		for (int i = 0; i < 5; i++) {
			this.reload.look();
		}
	}

	private double failures() {
		return this.meters.counter("gateway.consumers.reloads", "outcome", "failure").count();
	}

	private String anonymousRate() {
		return this.consumers.anonymous().plan().rate().toString();
	}

	private void write(String rate) throws IOException {
		Files.writeString(this.file, "plans: {anonymous: {rate: %s}, default: {rate: 1/s}}".formatted(rate));
	}

}
