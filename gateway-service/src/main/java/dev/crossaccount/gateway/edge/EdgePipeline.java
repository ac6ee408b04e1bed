package dev.crossaccount.gateway.edge;

import java.util.List;

import dev.crossaccount.gateway.direct.DirectHandler;
import dev.crossaccount.gateway.direct.DirectWay;
import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.settings.ClientAddressSource;
import dev.crossaccount.gateway.settings.GatewayProperties;
import dev.crossaccount.gateway.settings.LimitProperties;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServerConfig;

/** Puts what makes a connection strict and impatient between Reactor Netty's handlers. */
class EdgePipeline {

	/**
	 * Bytes that the kernel may hold for a client before it sends them. It takes up to 4
	 * MB by itself, and many clients that don't read would have the event loops do
	 * nothing but fill that.
	 */
	private static final int MAX_UNSENT = 64 * 1024;

	private final HttpServerConfig server;

	private final LimitProperties limits;

	private final ClientAddressSource clientAddress;

	private final ProblemBody problemBody;

	private final List<RequestObserver> observers;

	private final DirectWay direct;

	EdgePipeline(HttpServerConfig server, GatewayProperties properties, ProblemBody problemBody,
			List<RequestObserver> observers, DirectWay direct) {
		this.server = server;
		this.limits = properties.limits();
		this.clientAddress = properties.clientAddress();
		this.problemBody = problemBody;
		this.observers = observers;
		this.direct = direct;
	}

	void apply(Channel channel) {
		if (channel instanceof EpollSocketChannel socket) {
			socket.config().setTcpNotSentLowAt(MAX_UNSENT);
		}
		ChannelPipeline pipeline = channel.pipeline();
		pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec,
				new HttpCodec(decoderConfig(), this.limits.headerTimeout()));
		pipeline.addBefore(NettyPipeline.HttpCodec, "connectionTimeouts",
				new ConnectionTimeouts(this.limits.bodyTimeout(), this.server.idleTimeout()));
		pipeline.addAfter(NettyPipeline.HttpCodec, "lingeringClose", new LingeringClose());
		DirectHandler direct = this.direct.handler(this.server);
		pipeline.addAfter("lingeringClose", "oneAtATime", new OneAtATime(direct::isServing));
		pipeline.addAfter("oneAtATime", "recorder", new RequestRecorder(this.observers, this.clientAddress));
		pipeline.addAfter("recorder", "refusals", new Refusals(this.problemBody));
		pipeline.addAfter("refusals", "bodyGuard", new BodyGuard(this.limits.bodyTimeout()));
		pipeline.addAfter("bodyGuard", "direct", direct);
		if (pipeline.get(NettyPipeline.ProxyProtocolDecoder) != null) {
			pipeline.addAfter(NettyPipeline.ProxyProtocolDecoder, "proxyHeaderTimeout",
					new ProxyHeaderTimeout(this.limits.headerTimeout()));
		}
	}

	/** As Reactor Netty's own codec has it. */
	private HttpDecoderConfig decoderConfig() {
		HttpRequestDecoderSpec decoder = this.server.decoder();
		return new HttpDecoderConfig().setMaxInitialLineLength(decoder.maxInitialLineLength())
			.setMaxHeaderSize(decoder.maxHeaderSize())
			.setInitialBufferSize(decoder.initialBufferSize());
	}

}
