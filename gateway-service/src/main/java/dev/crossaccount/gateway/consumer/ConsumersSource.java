package dev.crossaccount.gateway.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where consumers are written down: the file that somebody named; else
 * {@code consumers.yaml} in the working directory, once there is one; else the one in the
 * program.
 */
final class ConsumersSource {

	/** More than 50,000 consumers. */
	static final int MAX_BYTES = 10 * 1024 * 1024;

	private static final String NAME = "consumers.yaml";

	private final Path file;

	private boolean mustExist;

	/**
	 * Finds the file.
	 * @param named what somebody named, relative to the folder, or {@code null}
	 * @param folder the working directory
	 */
	ConsumersSource(@Nullable String named, Path folder) {
		this.mustExist = named != null && !named.isBlank();
		this.file = folder.resolve(this.mustExist ? String.valueOf(named) : NAME).toAbsolutePath().normalize();
	}

	Content read() {
		// A file that was there and is gone is a mistake, not a return to the defaults.
		this.mustExist |= Files.exists(this.file);
		String name = this.mustExist ? this.file.toString() : NAME + " of the program";
		try (InputStream in = this.mustExist ? Files.newInputStream(this.file) : bundled()) {
			byte[] bytes = in.readNBytes(MAX_BYTES + 1);
			return (bytes.length > MAX_BYTES) ? new Content(name, null, "is larger than 10 MB")
					: new Content(name, new String(bytes, StandardCharsets.UTF_8), "");
		}
		catch (NoSuchFileException ex) {
			return new Content(name, null, "does not exist");
		}
		catch (IOException ex) {
			return new Content(name, null, "can't be read");
		}
	}

	private static InputStream bundled() throws IOException {
		InputStream in = ConsumersSource.class.getResourceAsStream("/" + NAME);
		if (in == null) {
			throw new NoSuchFileException(NAME);
		}
		return in;
	}

	/**
	 * What the file held at some moment.
	 *
	 * @param file its name for people
	 * @param text what it held, or {@code null} if that could not be read
	 * @param failure why not, the end of a sentence
	 */
	record Content(String file, @Nullable String text, String failure) {
	}

}
