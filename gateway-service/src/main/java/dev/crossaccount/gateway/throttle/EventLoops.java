package dev.crossaccount.gateway.throttle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.channel.EventLoop;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

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
		EventLoop loop = RequestRecord.required(exchange).channel().eventLoop();
		return this.schedulers.computeIfAbsent(loop, Schedulers::fromExecutorService);
	}

}
