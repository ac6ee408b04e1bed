package dev.crossaccount.benchmark.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.crossaccount.benchmark.process.Program;

/** The service behind every proxy: nginx, with fixed bodies. */
public final class Upstream {

	private Upstream() {
	}

	/**
	 * Starts it.
	 * @param bench what it is started with
	 * @return it, as if it were measured
	 */
	public static Subject start(Bench bench) {
		int port = Http.freePort();
		Path folder = bench.folder().resolve("upstream");
		bodies(folder.resolve("dogs"));
		Path configuration = Template.fill(bench.peer("upstream.conf"), folder.resolve("nginx.conf"),
				Map.of("USER", System.getProperty("user.name"), "WORKERS", String.valueOf(bench.cores().ofLoad()),
						"FOLDER", folder.toString(), "PORT", String.valueOf(port)));
		Program program = bench.programs()
			.start("upstream", Map.of(), bench.cores().forLoad(Proxies.nginx(folder, configuration)));
		return new Subject("upstream", "upstream, directly", program, port, List.of(), false);
	}

	private static void bodies(Path folder) {
		try {
			Files.createDirectories(folder);
			Files.write(folder.resolve("10k"), body(10 * 1024));
			Files.write(folder.resolve("1m"), body(1024 * 1024));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] body(int size) {
		byte[] body = new byte[size];
		Arrays.fill(body, (byte) 'x');
		return body;
	}

}
