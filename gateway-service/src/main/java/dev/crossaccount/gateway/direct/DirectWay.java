package dev.crossaccount.gateway.direct;

import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.request.Way;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerConfig;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.server.WebExceptionHandler;

/**
 * The way of most requests: from the client's connection straight to the steps, past
 * Reactor Netty's server and WebFlux, which cost more than the steps do.
 * <p>
 * Requests with a body, and unusual ones, take the long way to the same steps.
 */
@Component
public class DirectWay implements SmartLifecycle {

	private static final Set<String> NO_BODY = Set.of("0");

	private static final Set<String> CONNECTION = Set.of("keep-alive", "close");

	/** While the gateway stops. */
	private static final long LOOK_MILLIS = 20;

	private final Way way;

	private final List<WebExceptionHandler> failures;

	private final DirectPaths paths;

	private final DirectSettings settings;

	private final AtomicInteger inFlight = new AtomicInteger();

	private volatile boolean running;

	/**
	 * Opens the way.
	 * @param way the steps
	 * @param failures who answers what fails, in the order in which they are asked
	 * @param paths where the steps are all that is needed
	 * @param settings what the program has been told
	 */
	DirectWay(Way way, List<WebExceptionHandler> failures, DirectPaths paths, DirectSettings settings) {
		this.way = way;
		this.failures = List.copyOf(failures);
		this.paths = paths;
		this.settings = settings;
	}

	/**
	 * Serves the requests of a connection.
	 * @param server the settings of the server
	 * @return a new handler, which belongs behind all that judges requests
	 */
	public DirectHandler handler(HttpServerConfig server) {
		return new DirectHandler(this, this.settings.permit(server));
	}

	/**
	 * Takes a request, if it is of a kind that is served here.
	 * @param head its request line and headers
	 * @param record its record
	 * @return the request, or {@code null} if it must take the long way
	 */
	@Nullable DirectRequest take(HttpRequest head, RequestRecord record) {
		if (!isPlain(head)) {
			return null;
		}
		try {
			DirectRequest request = new DirectRequest(head, record);
			return this.paths.contain(request.getURI().getRawPath()) ? request : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/** It has no body, and says nothing unusual of its connection. */
	static boolean isPlain(HttpRequest head) {
		HttpHeaders headers = head.headers();
		return head.decoderResult().isSuccess() && HttpVersion.HTTP_1_1.equals(head.protocolVersion())
				&& isAbsentOrOneOf(NO_BODY, headers, HttpHeaderNames.CONTENT_LENGTH)
				&& isAbsentOrOneOf(CONNECTION, headers, HttpHeaderNames.CONNECTION)
				&& !headers.contains(HttpHeaderNames.TRANSFER_ENCODING) && !headers.contains(HttpHeaderNames.EXPECT);
	}

	private static boolean isAbsentOrOneOf(Set<String> values, HttpHeaders headers, CharSequence name) {
		String sent = headers.get(name);
		return sent == null || values.contains(sent.toLowerCase(Locale.ROOT)) && headers.getAll(name).size() == 1;
	}

	/** Serves a request, failures included. */
	Mono<Void> serve(DirectExchange exchange) {
		Mono<Void> answer = Mono.defer(() -> this.way.serve(exchange));
		for (WebExceptionHandler handler : this.failures) {
			answer = answer.onErrorResume((failure) -> handler.handle(exchange, failure));
		}
		return answer;
	}

	void begun() {
		this.inFlight.incrementAndGet();
	}

	void ended() {
		this.inFlight.decrementAndGet();
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	/** Reactor Netty waits only for the requests that it knows of. */
	@Override
	public void stop(Runnable callback) {
		if (this.settings.isGraceful() && this.inFlight.get() > 0) {
			Schedulers.parallel().schedule(() -> stop(callback), LOOK_MILLIS, TimeUnit.MILLISECONDS);
			return;
		}
		stop();
		callback.run();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** When the server takes no more connections, before the management port closes. */
	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 256;
	}

}
