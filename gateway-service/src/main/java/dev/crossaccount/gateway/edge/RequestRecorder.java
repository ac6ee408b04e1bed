package dev.crossaccount.gateway.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import dev.crossaccount.gateway.request.RequestId;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.request.RequestRecord;
import dev.crossaccount.gateway.settings.ClientAddressSource;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/** Watches what goes over the wire, and reports each request once when it has ended. */
class RequestRecorder extends ChannelDuplexHandler {

	/** What Reactor Netty keeps of a PROXY header. */
	private static final AttributeKey<InetSocketAddress> PROXIED_ADDRESS = AttributeKey
		.valueOf("remoteAddressFromProxyProtocol");

	private static final String REAL_IP = "X-Real-IP";

	private final List<RequestObserver> observers;

	private final ClientAddressSource clientAddress;

	private @Nullable RequestRecord current;

	private long declaredBytes;

	RequestRecorder(List<RequestObserver> observers, ClientAddressSource clientAddress) {
		this.observers = observers;
		this.clientAddress = clientAddress;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest head) {
			this.current = RequestRecord.begin(head, client(head, context.channel()), context.channel());
		}
		if (message instanceof HttpContent content && this.current != null) {
			this.current.received(content.content().readableBytes());
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		RequestRecord record = this.current;
		if (record == null || message instanceof HttpResponse head && isInformational(head)) {
			context.write(message, promise);
			return;
		}
		if (message instanceof HttpResponse head) {
			record.answer(head.status().code(), head.headers().get(RequestId.HEADER));
			this.declaredBytes = HttpUtil.getContentLength(head, -1L);
		}
		if (!HttpMethod.HEAD.equals(record.head().method())) {
			record.sent(bytes(message));
		}
		if (!(message instanceof LastHttpContent) && !isAll(record)) {
			context.write(message, promise);
			return;
		}
		forget(context.channel());
		// The next request may begin before these bytes have left.
		context.write(message, promise.unvoid().addListener((written) -> end(record, written.isSuccess())));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		RequestRecord record = this.current;
		forget(context.channel());
		// Whoever answers now would answer nobody.
		context.fireChannelInactive();
		if (record != null) {
			end(record, false);
		}
	}

	private void forget(Channel channel) {
		this.current = null;
		RequestRecord.forget(channel);
	}

	private void end(RequestRecord record, boolean complete) {
		record.end(complete);
		for (RequestObserver observer : this.observers) {
			observer.ended(record);
		}
	}

	private @Nullable InetSocketAddress client(HttpRequest head, Channel channel) {
		if (this.clientAddress == ClientAddressSource.X_REAL_IP) {
			List<String> named = head.headers().getAll(REAL_IP);
			// Two are not what one who overwrites it sends.
			InetAddress address = (named.size() == 1) ? NetUtil.createInetAddressFromIpAddressString(named.get(0))
					: null;
			if (address != null) {
				return new InetSocketAddress(address, 0);
			}
		}
		return connected(channel);
	}

	private static @Nullable InetSocketAddress connected(Channel channel) {
		InetSocketAddress proxied = channel.attr(PROXIED_ADDRESS).get();
		if (proxied != null) {
			return proxied;
		}
		return (channel.remoteAddress() instanceof InetSocketAddress address) ? address : null;
	}

	/** A client that has it all may leave before the empty part that ends it. */
	private boolean isAll(RequestRecord record) {
		return record.responseBytes() > 0 && record.responseBytes() == this.declaredBytes;
	}

	private static boolean isInformational(HttpResponse head) {
		return head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

	private static long bytes(Object message) {
		if (message instanceof ByteBufHolder holder) {
			return holder.content().readableBytes();
		}
		return (message instanceof ByteBuf buffer) ? buffer.readableBytes() : 0;
	}

}
