package dev.crossaccount.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answers. The body must be passed on or discarded.
 *
 * @param head status and headers
 * @param whole the body if all of it has come, which may be empty
 * @param streamed the body if more of it may come
 */
record UpstreamAnswer(HttpResponse head, @Nullable ByteBuf whole, @Nullable UpstreamBody streamed) {

	static UpstreamAnswer whole(HttpResponse head, ByteBuf body) {
		return new UpstreamAnswer(head, body, null);
	}

	static UpstreamAnswer streamed(HttpResponse head, UpstreamBody body) {
		return new UpstreamAnswer(head, null, body);
	}

	int status() {
		return this.head.status().code();
	}

	/** Nobody wants the body. */
	void discard() {
		if (this.whole != null) {
			this.whole.release();
		}
		if (this.streamed != null) {
			this.streamed.cancel();
		}
	}

}
