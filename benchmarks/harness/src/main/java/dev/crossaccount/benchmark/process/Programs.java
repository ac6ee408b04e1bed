package dev.crossaccount.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Starts programs, and ends them all when the harness ends, however it does. A harness
 * that was killed leaves a list of them, by which the next one ends them.
 */
public final class Programs implements AutoCloseable {

	private final Path folder;

	private final Cores cores;

	private final Path list;

	private final List<Long> adopted = Collections.synchronizedList(new ArrayList<>());

	private final List<Runnable> atTheEnd = Collections.synchronizedList(new ArrayList<>());

	private volatile boolean closing;

	private final List<Program> running = Collections.synchronizedList(new ArrayList<>());

	/**
	 * Ends what an earlier harness left.
	 * @param folder where the list and the programs' output are
	 * @param cores what runs where
	 */
	public Programs(Path folder, Cores cores) {
		this.folder = folder;
		this.cores = cores;
		this.list = folder.resolve("programs");
		new Leftovers(this.list).end();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
	}

	/**
	 * Starts a program with an environment of its own.
	 * @param name what to call it; its output goes to a file of that name
	 * @param environment its variables, besides PATH and HOME
	 * @param command the command
	 * @return the program
	 */
	public Program start(String name, Map<String, String> environment, List<String> command) {
		Path log = this.folder.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.directory(this.folder.toFile());
		// The settings of whoever starts the harness are not those of a subject.
		builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
		builder.environment().putAll(environment);
		try {
			Process process = builder.start();
			Program program = new Program(name, process, log);
			this.running.add(program);
			Files.writeString(this.list, "%d %d%n".formatted(process.pid(), ProcessStat.of(process.pid()).started()),
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			return program;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + name, ex);
		}
	}

	/**
	 * Adds what is to be done once all programs have ended.
	 * @param action what is to be done
	 */
	public void atTheEnd(Runnable action) {
		this.atTheEnd.add(action);
	}

	/**
	 * Counts a process that somebody else started, such as Docker, as part of the
	 * measurement.
	 * @param pid its id
	 */
	public void adopt(long pid) {
		this.adopted.add(pid);
	}

	long ticks() {
		return List.copyOf(this.running).stream().mapToLong(Program::ticks).sum()
				+ List.copyOf(this.adopted).stream().mapToLong(Programs::ticks).sum();
	}

	/** With those that it started, whether they still run or not. */
	private static long ticks(long pid) {
		try {
			ProcessStat parent = ProcessStat.of(pid);
			long children = 0;
			for (ProcessHandle child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
				children += ProcessStat.of(child.pid()).ticks();
			}
			return parent.ticks() + parent.ticksOfChildren() + children;
		}
		catch (IOException ex) {
			return 0;
		}
	}

	public Cores cores() {
		return this.cores;
	}

	public void stop(Program program) {
		program.stop();
		this.running.remove(program);
	}

	/**
	 * Says whether programs are being ended, so that what fails now says nothing.
	 * @return whether they are
	 */
	public boolean isClosing() {
		return this.closing;
	}

	@Override
	public synchronized void close() {
		this.closing = true;
		List<Program> all = List.copyOf(this.running);
		all.forEach((program) -> program.handle().destroy());
		all.forEach(this::stop);
		// What sends requests is not on the list.
		ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
		this.atTheEnd.forEach(Runnable::run);
		this.atTheEnd.clear();
		try {
			Files.deleteIfExists(this.list);
		}
		catch (IOException ex) {
			System.err.println("Cannot delete " + this.list + ": " + ex.getMessage());
		}
	}

}
