package dev.crossaccount.gateway.upstream;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

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

	private static final int MAX_HEADER_BYTES = 32 * 1024;

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

	@Override
	public void open(UpstreamPool pool, Channel client, UpstreamExchange exchange) {
		UpstreamConnection connection = new UpstreamConnection(pool, this.provider.responseTimeout().toNanos(),
				MAX_LIFE);
		new Bootstrap().group(client.eventLoop())
			// The event loop can serve no other transport.
			.channel(client.getClass())
			.resolver(this.names)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis())
			.option(ChannelOption.TCP_NODELAY, true)
			// A write that fails must not take with it what the provider has answered.
			.option(ChannelOption.AUTO_CLOSE, false)
			.handler(new Initializer())
			.connect(InetSocketAddress.createUnresolved(this.host, this.port))
			.addListener((connected) -> opened(((ChannelFuture) connected).channel(), connected, connection, pool,
					exchange));
	}

	private int timeoutMillis() {
		return Math.toIntExact(this.provider.connectTimeout().toMillis());
	}

	private void opened(Channel channel, Future<?> connected, UpstreamConnection connection, UpstreamPool pool,
			UpstreamExchange exchange) {
		SslHandler secured = channel.pipeline().get(SslHandler.class);
		if (connected.isSuccess() && secured != null && !secured.handshakeFuture().isDone()) {
			secured.handshakeFuture().addListener((done) -> opened(channel, done, connection, pool, exchange));
		}
		else if (connected.isSuccess() && channel.isActive()) {
			channel.pipeline().addLast(connection);
			exchange.connected(connection);
		}
		else {
			channel.close();
			pool.giveUpPlace();
			exchange.failed((connected.cause() != null) ? connected.cause() : new ConnectException("Closed at once"));
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
			pipeline
				.addLast(new HttpClientCodec(new HttpDecoderConfig().setMaxHeaderSize(MAX_HEADER_BYTES), false, false));
		}

	}

}
