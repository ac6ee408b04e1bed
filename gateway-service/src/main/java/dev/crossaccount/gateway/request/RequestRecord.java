package dev.crossaccount.gateway.request;

import java.net.InetSocketAddress;
import java.time.Instant;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * What went over the wire for one request, from its head to the last byte of its answer.
 * Requests that the edge refuses have one too, but no exchange.
 */
public final class RequestRecord {

	private static final AttributeKey<RequestRecord> CURRENT = AttributeKey.valueOf(RequestRecord.class, "current");

	/** What the status would be if the client had waited for it, as nginx has it. */
	public static final int CLIENT_CLOSED_REQUEST = 499;

	private final Instant time = Instant.now();

	private final long start = System.nanoTime();

	private final HttpRequest head;

	private final @Nullable InetSocketAddress client;

	private final Channel channel;

	private @Nullable ServerWebExchange exchange;

	private @Nullable String requestId;

	private @Nullable String error;

	private volatile boolean abandoned;

	private int status = CLIENT_CLOSED_REQUEST;

	private long requestBytes;

	private long responseBytes;

	private long nanos;

	private RequestRecord(HttpRequest head, @Nullable InetSocketAddress client, Channel channel) {
		this.head = head;
		this.client = client;
		this.channel = channel;
	}

	/**
	 * Begins with the head of a request.
	 * @param head the head
	 * @param client who sent it
	 * @param channel its connection, which serves one at a time
	 * @return its record
	 */
	public static RequestRecord begin(HttpRequest head, @Nullable InetSocketAddress client, Channel channel) {
		RequestRecord record = new RequestRecord(head, client, channel);
		channel.attr(CURRENT).set(record);
		return record;
	}

	/**
	 * The record of the request that a connection serves.
	 * @param channel the connection
	 * @return the record, or {@code null} on the management port
	 */
	public static @Nullable RequestRecord of(Channel channel) {
		return channel.attr(CURRENT).get();
	}

	/**
	 * The record of a request.
	 * @param exchange the request
	 * @return its record, or {@code null} on the management port
	 */
	public static @Nullable RequestRecord of(ServerWebExchange exchange) {
		return exchange.getAttribute(RequestRecord.class.getName());
	}

	/**
	 * The record of a request to the public port.
	 * @param exchange the request
	 * @return its record
	 * @throws IllegalArgumentException on the management port
	 */
	public static RequestRecord required(ServerWebExchange exchange) {
		return exchange.getRequiredAttribute(RequestRecord.class.getName());
	}

	/**
	 * Who sent a request.
	 * @param exchange the request
	 * @return the client's address
	 */
	public static @Nullable InetSocketAddress clientOf(ServerWebExchange exchange) {
		RequestRecord record = of(exchange);
		return (record != null) ? record.client : exchange.getRequest().getRemoteAddress();
	}

	/**
	 * Lets go of the request that a connection serves, which it may outlive by minutes.
	 * @param channel the connection
	 */
	public static void forget(Channel channel) {
		channel.attr(CURRENT).set(null);
	}

	/**
	 * Ties what the steps will find out to what the wire shows.
	 * @param exchange the request as the steps see it
	 */
	public void tie(ServerWebExchange exchange) {
		this.exchange = exchange;
		exchange.getAttributes().put(RequestRecord.class.getName(), this);
	}

	void identify(String requestId) {
		this.requestId = requestId;
	}

	/**
	 * Says why the gateway answers in place of a provider, or not at all.
	 * @param reason a word of a small set: the slug of a problem
	 */
	public void fail(String reason) {
		this.error = reason;
	}

	/**
	 * Closes the connection though the answer is not complete, or there is none: the
	 * client is not to take a part for the whole.
	 */
	public void abandon() {
		this.abandoned = true;
		this.channel.close();
	}

	/** Whether the connection closes without an answer, or in the middle of it. */
	public boolean isAbandoned() {
		return this.abandoned;
	}

	public void received(int bytes) {
		this.requestBytes += bytes;
	}

	/**
	 * Notes the head of the answer.
	 * @param status its status
	 * @param requestId the id that it carries
	 */
	public void answer(int status, @Nullable String requestId) {
		this.status = status;
		if (requestId != null) {
			this.requestId = requestId;
		}
	}

	public void sent(long bytes) {
		this.responseBytes += bytes;
	}

	/**
	 * Notes the end.
	 * @param complete whether the whole answer went out
	 */
	public void end(boolean complete) {
		this.nanos = System.nanoTime() - this.start;
		if (!complete && this.error == null) {
			this.error = "client-closed";
		}
	}

	public Instant time() {
		return this.time;
	}

	public HttpRequest head() {
		return this.head;
	}

	/** Netty makes a full request up where it could not read the request line. */
	public boolean isReadable() {
		return !(this.head instanceof FullHttpRequest);
	}

	/** The client's address, which a PROXY header may have named. */
	public @Nullable InetSocketAddress client() {
		return this.client;
	}

	/** The client's connection. */
	public Channel channel() {
		return this.channel;
	}

	/** The request as the steps see it, if it came that far. */
	public @Nullable ServerWebExchange exchange() {
		return this.exchange;
	}

	public @Nullable String requestId() {
		return this.requestId;
	}

	/** Why a provider's answer was not passed on whole, or {@code null} if it was. */
	public @Nullable String error() {
		return this.error;
	}

	/** The status that was sent, or 499 if the client left before. */
	public int status() {
		return this.status;
	}

	/** Bytes of the request's body, as read, without chunk sizes. */
	public long requestBytes() {
		return this.requestBytes;
	}

	/** Bytes of the answer's body. */
	public long responseBytes() {
		return this.responseBytes;
	}

	/** From the head of the request to the last byte of the answer. */
	public long nanos() {
		return this.nanos;
	}

}
