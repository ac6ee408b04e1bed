package dev.crossaccount.gateway.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;

import dev.crossaccount.gateway.problem.UpstreamException.Kind;
import dev.crossaccount.gateway.problem.UpstreamException;
import io.netty.channel.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Sorts what becomes of requests to providers by what it means to the caller. */
final class UpstreamFailures {

	private UpstreamFailures() {
	}

	static UpstreamException of(String provider, Throwable failure) {
		return new UpstreamException(provider, kind(failure), failure);
	}

	/** Whether no connection was made, so that nothing was sent. */
	static boolean isWithoutConnection(UpstreamException failure) {
		return isWithoutConnection(failure.getCause());
	}

	/** Whether a connection broke before the answer began. */
	static boolean isBrokenConnection(UpstreamException failure) {
		return failure.kind() == Kind.BAD_ANSWER && failure.getCause() instanceof IOException;
	}

	private static Kind kind(Throwable failure) {
		if (failure instanceof NoFreeConnectionException) {
			return Kind.UNAVAILABLE;
		}
		if (failure instanceof ConnectTimeoutException || failure instanceof io.netty.handler.timeout.TimeoutException
				|| failure instanceof TimeoutException) {
			return Kind.TIMEOUT;
		}
		return isWithoutConnection(failure) ? Kind.UNAVAILABLE : Kind.BAD_ANSWER;
	}

	/** Includes Netty's exceptions for timeouts and for hosts that can't be reached. */
	private static boolean isWithoutConnection(@Nullable Throwable failure) {
		return failure instanceof ConnectException || failure instanceof NoRouteToHostException
				|| failure instanceof UnknownHostException || failure instanceof UnresolvedAddressException;
	}

}
