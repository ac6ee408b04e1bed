package dev.crossaccount.systemtest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/** Copies of the repository, for tests that change it. */
public final class Sources {

	private Sources() {
	}

	/**
	 * Copies a file or folder of the repository, with times and permissions, but without
	 * what was built, into the folder.
	 */
	public static void copy(String name, Path folder) throws IOException {
		Path source = Command.ROOT.resolve(name);
		Files.walkFileTree(source, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
				if (from.endsWith("target")) {
					return FileVisitResult.SKIP_SUBTREE;
				}
				Files.createDirectories(target(from));
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
				Files.createDirectories(target(from).getParent());
				Files.copy(from, target(from), StandardCopyOption.COPY_ATTRIBUTES);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path from, @Nullable IOException ex) throws IOException {
				Files.setLastModifiedTime(target(from), Files.getLastModifiedTime(from));
				return FileVisitResult.CONTINUE;
			}

			private Path target(Path from) {
				return folder.resolve(Command.ROOT.relativize(from).toString());
			}

		});
	}

}
