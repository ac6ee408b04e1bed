package dev.crossaccount.privatelink.proxyprotocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The first moments of a connection: reads the header, then hands over or closes.
 */
class ProxyProtocolConnection extends AbstractConnection implements Connection.UpgradeFrom {

	/** Jetty's own default, for a connector whose idle timeout is switched off. */
	private static final long DEFAULT_TIMEOUT_MILLIS = 30_000;

	private final Connector connector;

	private final ConnectionFactory next;

	private final boolean required;

	private final RefusalLog refusals;

	private final ByteBuffer received = BufferUtil.allocate(ProxyHeader.MAX_LENGTH);

	private Scheduler.@Nullable Task deadline;

	ProxyProtocolConnection(EndPoint endPoint, Connector connector, ConnectionFactory next, boolean required,
			RefusalLog refusals) {
		super(endPoint, connector.getExecutor());
		this.connector = connector;
		this.next = next;
		this.required = required;
		this.refusals = refusals;
	}

	@Override
	public void onOpen() {
		super.onOpen();
		// The idle timeout starts again with each byte, so it alone would let a client
		// that sends one now and then keep the connection.
		long timeout = getEndPoint().getIdleTimeout();
		this.deadline = this.connector.getScheduler()
			.schedule(this::expire, (timeout > 0) ? timeout : DEFAULT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
		fillInterested();
	}

	@Override
	public void onFillable() {
		try {
			int filled = getEndPoint().fill(this.received);
			while (filled > 0) {
				if (handOver()) {
					return;
				}
				filled = getEndPoint().fill(this.received);
			}
			if (filled == 0) {
				fillInterested();
				return;
			}
			refuse(BufferUtil.isEmpty(this.received) ? null : "it ended within its header");
		}
		catch (IOException ex) {
			refuse(ex.getMessage());
		}
	}

	/** Whether this connection has done its work: the next protocol has taken over. */
	private boolean handOver() throws MalformedHeaderException {
		if (!this.required && !ProxyHeader.isPossibleStart(this.received)) {
			upgrade(getEndPoint());
			return true;
		}
		ProxyHeader header = ProxyHeader.read(this.received);
		if (header == null) {
			return false;
		}
		upgrade(new ProxiedEndPoint(getEndPoint(), header));
		return true;
	}

	private void upgrade(EndPoint endPoint) {
		endPoint.upgrade(this.next.newConnection(this.connector, endPoint));
	}

	@Override
	public @Nullable ByteBuffer onUpgradeFrom() {
		return this.received.hasRemaining() ? this.received : null;
	}

	@Override
	public void onFillInterestedFailed(Throwable cause) {
		refuse("its header did not come in time");
	}

	@Override
	public void onClose(@Nullable Throwable cause) {
		if (this.deadline != null) {
			this.deadline.cancel();
		}
		super.onClose(cause);
	}

	private void expire() {
		if (getEndPoint().getConnection() == this) {
			refuse("its header did not come in time");
		}
	}

	/**
	 * Closes the connection.
	 * @param reason what to log, or {@code null} for a connection that said nothing, as
	 * those of TCP health checks do
	 */
	private void refuse(@Nullable String reason) {
		if (reason != null && getEndPoint().isOpen()) {
			this.refusals.log(getEndPoint().getRemoteSocketAddress(), reason);
		}
		getEndPoint().close();
	}

}
