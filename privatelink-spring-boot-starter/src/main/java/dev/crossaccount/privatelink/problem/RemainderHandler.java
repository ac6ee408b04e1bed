package dev.crossaccount.privatelink.problem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * Reads what is left of a request's body after an error was answered, and throws it away.
 * <p>
 * Jetty would close the connection at once. A client that is still sending, such as a
 * gateway that hands a body on, is then reset, and loses the answer with it. Reading goes
 * on without a thread of its own for as long as the client sends, up to
 * {@link #MAX_BYTES} or {@link #MAX_TIME}; one that stops sending meets the connection's
 * idle timeout.
 */
class RemainderHandler extends Handler.Wrapper {

	private static final long MAX_BYTES = 16 * 1024 * 1024;

	private static final Duration MAX_TIME = Duration.ofSeconds(5);

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		PatientRequest patient = new PatientRequest(request, response);
		return super.handle(patient, response, Callback.from(callback.getInvocationType(), () -> {
			if (patient.isUnread()) {
				new Remainder(request, callback).run();
			}
			else {
				callback.succeeded();
			}
		}, callback::failed));
	}

	/** Keeps the body of a request that is refused open for reading. */
	private static final class PatientRequest extends Request.Wrapper {

		private final Response response;

		private final AtomicBoolean asked = new AtomicBoolean();

		PatientRequest(Request request, Response response) {
			super(request);
			this.response = response;
		}

		@Override
		public Content.Chunk read() {
			this.asked.set(true);
			return super.read();
		}

		@Override
		public boolean consumeAvailable() {
			// Jetty gives a body up that has not come as a whole yet.
			return !isUnread() && super.consumeAvailable();
		}

		boolean isUnread() {
			// A client that waits for 100 sends nothing until the body is asked for.
			return this.response.getStatus() >= 400 && (this.asked.get() || !getHeaders().contains(HttpHeader.EXPECT));
		}

	}

	private static final class Remainder implements Runnable {

		private final Request request;

		private final Callback callback;

		private final long start = NanoTime.now();

		private long bytes;

		Remainder(Request request, Callback callback) {
			this.request = request;
			this.callback = callback;
		}

		@Override
		public void run() {
			Content.Chunk chunk = this.request.read();
			while (chunk != null) {
				this.bytes += chunk.remaining();
				boolean last = chunk.isLast() || Content.Chunk.isFailure(chunk);
				chunk.release();
				if (last || this.bytes > MAX_BYTES || NanoTime.since(this.start) > MAX_TIME.toNanos()) {
					this.callback.succeeded();
					return;
				}
				chunk = this.request.read();
			}
			this.request.demand(this);
		}

	}

}
