package dev.crossaccount.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The request that a sender of ours repeats, as words of its command line.
 *
 * @param port where it goes
 * @param bytes what is sent
 * @param answerBytes size of the answer's body; 0 where it varies
 */
record Request(int port, ByteBuffer bytes, long answerBytes) {

	private static final String NO_BODY = "-";

	static List<String> words(Load load) {
		List<String> words = new ArrayList<>(List.of(String.valueOf(load.port()), load.path(),
				(load.body() != null) ? load.body().toString() : NO_BODY, String.valueOf(load.answerBytes())));
		words.addAll(load.headers());
		return words;
	}

	static Request parse(List<String> words) throws IOException {
		boolean post = !words.get(2).equals(NO_BODY);
		byte[] content = post ? Files.readAllBytes(Path.of(words.get(2))) : new byte[0];
		StringBuilder head = new StringBuilder();
		head.append(post ? "POST " : "GET ").append(words.get(1)).append(" HTTP/1.1\r\n");
		head.append("host: 127.0.0.1:").append(words.get(0)).append("\r\n");
		words.subList(4, words.size()).forEach((header) -> head.append(header).append("\r\n"));
		if (post) {
			head.append("content-length: ").append(content.length).append("\r\n");
		}
		byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
		return new Request(Integer.parseInt(words.get(0)),
				ByteBuffer.allocateDirect(start.length + content.length).put(start).put(content),
				Long.parseLong(words.get(3)));
	}

}
