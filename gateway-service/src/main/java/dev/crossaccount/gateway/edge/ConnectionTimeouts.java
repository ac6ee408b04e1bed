package dev.crossaccount.gateway.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.request.RequestRecord;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection over which no request comes, and gives up on a client that asked
 * and does not read the answer: it would hold the answer, and a place among the requests
 * in flight, for as long as it likes.
 */
class ConnectionTimeouts extends IdleStateHandler {

	/**
	 * Waits that long.
	 * @param reading for the client to take some bytes, however slowly
	 * @param idle for a request, or {@code null} for any time
	 */
	ConnectionTimeouts(Duration reading, @Nullable Duration idle) {
		super(true, 0, reading.toMillis(), (idle != null) ? idle.toMillis() : 0, TimeUnit.MILLISECONDS);
	}

	@Override
	protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
		Channel channel = context.channel();
		if ((event.state() == IdleState.ALL_IDLE) ? RequestRecord.of(channel) == null : hasUnread(channel)) {
			context.close();
		}
	}

	private static boolean hasUnread(Channel channel) {
		ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
		return waiting != null && waiting.totalPendingWriteBytes() > 0;
	}

}
