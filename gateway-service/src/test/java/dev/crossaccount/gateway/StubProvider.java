package dev.crossaccount.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Any HTTP provider, by plain sockets: it sees every byte, and may misbehave. */
class StubProvider implements AutoCloseable {

	private final ServerSocket server;

	private final List<HttpMessage> requests = new CopyOnWriteArrayList<>();

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Answer answer = text("ok");

	StubProvider() throws IOException {
		this(InetAddress.getLoopbackAddress(), 0);
	}

	StubProvider(InetAddress address, int port) throws IOException {
		this.server = new ServerSocket(port, 50, address);
		Thread acceptor = new Thread(this::accept, "stub-provider");
		acceptor.setDaemon(true);
		acceptor.start();
	}

	String uri() {
		return "http://localhost:" + port();
	}

	int port() {
		return this.server.getLocalPort();
	}

	StubProvider answering(Answer answer) {
		this.answer = answer;
		return this;
	}

	List<HttpMessage> requests() {
		return this.requests;
	}

	HttpMessage lastRequest() {
		return this.requests.get(this.requests.size() - 1);
	}

	int connections() {
		return this.connections.get();
	}

	long openConnections() {
		return this.sockets.stream().filter((socket) -> !socket.isClosed()).count();
	}

	static Answer text(String body) {
		return raw(
				"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
	}

	static Answer raw(String answer) {
		return raw(answer.getBytes(StandardCharsets.ISO_8859_1));
	}

	static Answer raw(byte[] answer) {
		return (request, socket, out) -> out.write(answer);
	}

	/** Resets the connection instead of closing it. */
	static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				this.connections.incrementAndGet();
				Thread worker = new Thread(() -> serve(socket), "stub-provider-connection");
				worker.setDaemon(true);
				worker.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = socket.getInputStream();
			OutputStream out = socket.getOutputStream();
			while (true) {
				HttpMessage request = HttpMessage.read(in, false);
				if (request == null) {
					return;
				}
				this.requests.add(request);
				this.answer.write(request, socket, out);
				out.flush();
			}
		}
		catch (IOException | InterruptedException ex) {
			// The gateway or the test closed the connection.
		}
	}

	/** What the provider does with a request. */
	interface Answer {

		void write(HttpMessage request, Socket socket, OutputStream out) throws IOException, InterruptedException;

	}

}
