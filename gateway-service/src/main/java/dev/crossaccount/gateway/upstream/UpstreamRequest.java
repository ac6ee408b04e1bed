package dev.crossaccount.gateway.upstream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * A request on its way to a provider. Its body is streamed; a small one is kept besides,
 * where the request may have to be sent again. A client that fails in the middle of it is
 * told from a provider.
 */
class UpstreamRequest extends ServerHttpRequestDecorator {

	private static final int MAX_KEPT = 64 * 1024;

	private final ReplayMemory memory;

	/** Parts of the body, or {@code null} if it is not kept. */
	private @Nullable List<byte[]> kept;

	private int keptBytes;

	private boolean started;

	private boolean complete;

	/** Its place with the provider, or {@code null} if there is no limit to those. */
	private volatile @Nullable Place place;

	UpstreamRequest(ServerHttpRequest delegate, boolean keep, ReplayMemory memory) {
		super(delegate);
		this.memory = memory;
		if (keep && delegate.getHeaders().getContentLength() <= MAX_KEPT) {
			this.kept = new ArrayList<>(1);
		}
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return Flux.defer(() -> {
			List<byte[]> replay = replay();
			if (replay != null) {
				return Flux.fromIterable(replay).map(DefaultDataBufferFactory.sharedInstance::wrap);
			}
			Flux<DataBuffer> body = super.getBody().doOnNext(this::keep)
				.doOnComplete(this::complete)
				.onErrorMap((failure) -> !(failure instanceof RequestException),
						(failure) -> new RequestException(Kind.GONE, "The client left."));
			Place taken = this.place;
			return (taken != null) ? taken.exceptWhileAwaiting(body) : body;
		});
	}

	/** It leaves its place while its body is awaited. */
	void take(Place taken) {
		this.place = taken;
	}

	/** Whether its body is kept, or would be if it came. */
	synchronized boolean isKept() {
		return this.kept != null;
	}

	/** Whether the body can be sent once more: nobody read it, or all of it is here. */
	synchronized boolean isRepeatable() {
		return !this.started || this.complete && this.kept != null;
	}

	/** Forgets what was kept: it will not be sent again. */
	synchronized void forget() {
		this.kept = null;
		this.memory.giveBack(this.keptBytes);
		this.keptBytes = 0;
	}

	private synchronized @Nullable List<byte[]> replay() {
		List<byte[]> replay = (this.started && this.complete && this.kept != null) ? List.copyOf(this.kept) : null;
		this.started = true;
		return replay;
	}

	private synchronized void keep(DataBuffer part) {
		if (this.kept == null) {
			return;
		}
		int length = part.readableByteCount();
		if (this.keptBytes + length > MAX_KEPT || !this.memory.take(length)) {
			forget();
			return;
		}
		this.keptBytes += length;
		ByteBuffer copy = ByteBuffer.allocate(length);
		part.toByteBuffer(copy);
		this.kept.add(copy.array());
		// The provider may answer the last byte before the end is told here.
		if (this.keptBytes == getHeaders().getContentLength()) {
			complete();
		}
	}

	private synchronized void complete() {
		this.complete = true;
	}

}
