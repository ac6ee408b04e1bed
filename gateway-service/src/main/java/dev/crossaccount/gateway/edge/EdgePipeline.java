package dev.crossaccount.gateway.edge;

import java.util.List;

import dev.crossaccount.gateway.problem.ProblemBody;
import dev.crossaccount.gateway.request.RequestObserver;
import dev.crossaccount.gateway.settings.LimitProperties;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpRequestDecoderSpec;

/** Puts what makes a connection strict and impatient between Reactor Netty's handlers. */
class EdgePipeline {

	private final HttpRequestDecoderSpec decoder;

	private final LimitProperties limits;

	private final ProblemBody problemBody;

	private final List<RequestObserver> observers;

	EdgePipeline(HttpRequestDecoderSpec decoder, LimitProperties limits, ProblemBody problemBody,
			List<RequestObserver> observers) {
		this.decoder = decoder;
		this.limits = limits;
		this.problemBody = problemBody;
		this.observers = observers;
	}

	void apply(ChannelPipeline pipeline) {
		pipeline.replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec,
				new HttpCodec(decoderConfig(), this.limits.headerTimeout()));
		pipeline.addBefore(NettyPipeline.HttpCodec, "stalledReaders", new StalledReaders(this.limits.bodyTimeout()));
		pipeline.addAfter(NettyPipeline.HttpCodec, "lingeringClose", new LingeringClose());
		pipeline.addAfter("lingeringClose", "oneAtATime", new OneAtATime());
		pipeline.addAfter("oneAtATime", "recorder", new RequestRecorder(this.observers));
		pipeline.addAfter("recorder", "refusals", new Refusals(this.problemBody));
		pipeline.addAfter("refusals", "bodyGuard", new BodyGuard(this.limits.bodyTimeout()));
		if (pipeline.get(NettyPipeline.ProxyProtocolDecoder) != null) {
			pipeline.addAfter(NettyPipeline.ProxyProtocolDecoder, "proxyHeaderTimeout",
					new ProxyHeaderTimeout(this.limits.headerTimeout()));
		}
	}

	/** As Reactor Netty's own codec has it. */
	private HttpDecoderConfig decoderConfig() {
		return new HttpDecoderConfig().setMaxInitialLineLength(this.decoder.maxInitialLineLength())
			.setMaxHeaderSize(this.decoder.maxHeaderSize())
			.setInitialBufferSize(this.decoder.initialBufferSize());
	}

}
