package dev.crossaccount.gateway.upstream;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import dev.crossaccount.gateway.provider.Provider;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Opens connections to a provider, as its settings say. */
class UpstreamConnector implements UpstreamPool.Opener {

	/**
	 * With the time that a name is remembered below a minute in all: after that, no
	 * request goes to an old address.
	 */
	private static final long MAX_LIFE = Duration.ofSeconds(40).toNanos();

	/**
	 * Bodies are passed on as they are read, in up to 64 KiB, not cut to 8 KiB, each of
	 * which would be sent by itself.
	 */
	private static final HttpDecoderConfig DECODER = new HttpDecoderConfig().setMaxHeaderSize(32 * 1024)
		.setMaxChunkSize(Integer.MAX_VALUE);

	private final Provider provider;

	private final AddressResolverGroup<?> names;

	private final @Nullable SslContext tls;

	private final String host;

	private final int port;

	/**
	 * Connects to nobody yet.
	 * @param provider the provider
	 * @param names finds addresses
	 * @param tls secures connections, or {@code null} for none
	 */
	UpstreamConnector(Provider provider, AddressResolverGroup<?> names, @Nullable SslContext tls) {
		this.provider = provider;
		this.names = names;
		this.tls = tls;
		URI uri = provider.uri();
		// An IPv6 address stands in brackets there.
		this.host = uri.getHost().replaceAll("[\\[\\]]", "");
		this.port = (uri.getPort() >= 0) ? uri.getPort() : (tls != null) ? 443 : 80;
	}

	/** Tries one address of the provider's name after the other. */
	@Override
	@SuppressWarnings("unchecked")
	public void open(UpstreamPool pool, Channel client, UpstreamExchange exchange) {
		AddressResolver<InetSocketAddress> resolver = (AddressResolver<InetSocketAddress>) this.names
			.getResolver(client.eventLoop());
		resolver.resolveAll(InetSocketAddress.createUnresolved(this.host, this.port)).addListener((resolved) -> {
			Attempt attempt = new Attempt(pool, client, exchange);
			if (resolved.isSuccess()) {
				attempt.next(((List<InetSocketAddress>) resolved.getNow()).iterator());
			}
			else {
				attempt.failed(resolved.cause());
			}
		});
	}

	private int timeoutMillis() {
		return Math.toIntExact(this.provider.connectTimeout().toMillis());
	}

	/** A connection that is being opened. */
	private final class Attempt {

		private final UpstreamPool pool;

		private final Channel client;

		private final UpstreamExchange exchange;

		Attempt(UpstreamPool pool, Channel client, UpstreamExchange exchange) {
			this.pool = pool;
			this.client = client;
			this.exchange = exchange;
		}

		void next(Iterator<InetSocketAddress> addresses) {
			new Bootstrap().group(this.client.eventLoop())
				// The event loop can serve no other transport.
				.channel(this.client.getClass())
				.disableResolver()
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis())
				.option(ChannelOption.TCP_NODELAY, true)
				// A write that fails must not take with it what the provider has
				// answered.
				.option(ChannelOption.AUTO_CLOSE, false)
				.handler(new Initializer())
				.connect(addresses.next())
				.addListener((done) -> {
					if (done.isSuccess() || !addresses.hasNext()) {
						opened(((ChannelFuture) done).channel(), done);
					}
					else {
						next(addresses);
					}
				});
		}

		private void opened(Channel channel, Future<?> done) {
			SslHandler secured = channel.pipeline().get(SslHandler.class);
			if (done.isSuccess() && secured != null && !secured.handshakeFuture().isDone()) {
				secured.handshakeFuture().addListener((shaken) -> opened(channel, shaken));
			}
			else if (done.isSuccess() && channel.isActive()) {
				UpstreamConnection connection = new UpstreamConnection(this.pool,
						UpstreamConnector.this.provider.responseTimeout().toNanos(), MAX_LIFE);
				channel.pipeline().addLast(connection);
				this.exchange.connected(connection);
			}
			else {
				channel.close();
				failed((done.cause() != null) ? done.cause() : new ConnectException("Closed at once"));
			}
		}

		void failed(Throwable cause) {
			this.pool.giveUpPlace();
			this.exchange.failed(cause);
		}

	}

	/** HTTP, and TLS below it. */
	private final class Initializer extends ChannelInitializer<SocketChannel> {

		@Override
		protected void initChannel(SocketChannel channel) {
			ChannelPipeline pipeline = channel.pipeline();
			UpstreamConnector connector = UpstreamConnector.this;
			if (connector.tls != null) {
				SslHandler secured = connector.tls.newHandler(channel.alloc(), connector.host, connector.port);
				secured.setHandshakeTimeoutMillis(timeoutMillis());
				pipeline.addLast(secured);
			}
			pipeline.addLast(new HttpClientCodec(DECODER, false, false));
		}

	}

}
