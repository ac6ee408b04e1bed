package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;

/**
 * Gives up on a client that asked and does not read the answer: it would hold the answer,
 * and a place among the requests in flight, for as long as it likes.
 */
class StalledReaders extends IdleStateHandler {

	StalledReaders(Duration timeout) {
		// However slowly, as long as some bytes get through.
		super(true, 0, timeout.toMillis(), 0, TimeUnit.MILLISECONDS);
	}

	@Override
	protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
		ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
		if (waiting != null && waiting.totalPendingWriteBytes() > 0) {
			context.close();
		}
	}

}
