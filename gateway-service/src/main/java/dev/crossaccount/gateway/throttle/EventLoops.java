package dev.crossaccount.gateway.throttle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.channel.EventLoop;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;

/** Knows the threads that serve requests, as schedulers. */
class EventLoops {

	private final Map<EventLoop, Scheduler> schedulers = new ConcurrentHashMap<>();

	/**
	 * Where a request is served.
	 * @param exchange the request
	 * @return the event loop of its connection
	 */
	Scheduler of(ServerWebExchange exchange) {
		HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
		AtomicReference<EventLoop> loop = new AtomicReference<>();
		request.withConnection((connection) -> loop.set(connection.channel().eventLoop()));
		return this.schedulers.computeIfAbsent(loop.get(), Schedulers::fromExecutorService);
	}

}
