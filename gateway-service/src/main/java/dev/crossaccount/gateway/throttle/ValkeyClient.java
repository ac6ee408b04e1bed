package dev.crossaccount.gateway.throttle;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Transports;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import reactor.core.publisher.Mono;

/** The client of Valkey: few threads, bounded in time and memory. */
class ValkeyClient implements AutoCloseable {

	/** To connect and to be greeted. */
	private static final Duration HANDSHAKE = Duration.ofSeconds(1);

	/** More are not worth waiting for: each has its budget. */
	private static final int MAX_PENDING = 10_000;

	private static final int MAX_DNS_TTL_SECONDS = 5;

	private final RedisURI uri;

	private final ClientResources resources;

	private final RedisClient client;

	ValkeyClient(RedisURI uri) {
		this.uri = uri;
		uri.setTimeout(HANDSHAKE);
		this.resources = ClientResources.builder()
			.ioThreadPoolSize(2)
			.computationThreadPoolSize(2)
			.commandLatencyRecorder(CommandLatencyRecorder.disabled())
			.addressResolverGroup(resolver())
			.build();
		this.client = RedisClient.create(this.resources);
		this.client.setOptions(ClientOptions.builder()
			// A lost connection is replaced by whoever counts on it, as one that is open
			// and dead must be.
			.autoReconnect(false)
			.requestQueueSize(MAX_PENDING)
			.socketOptions(SocketOptions.builder().connectTimeout(HANDSHAKE).tcpNoDelay(true).build())
			// The budget is kept where the request is served.
			.timeoutOptions(TimeoutOptions.create())
			.maintNotificationsConfig(MaintNotificationsConfig.disabled())
			.build());
	}

	/** Opens a connection; the caller closes it. */
	Mono<StatefulRedisConnection<String, String>> connect() {
		return Mono.fromCompletionStage(() -> this.client.connectAsync(StringCodec.UTF8, this.uri));
	}

	@Override
	public void close() {
		this.client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
		this.resources.shutdown();
	}

	/**
	 * Valkey may come back at another address, and Docker's names have a TTL of 600 s.
	 */
	private static DnsAddressResolverGroup resolver() {
		return new DnsAddressResolverGroup(
				new DnsNameResolverBuilder().datagramChannelType(Transports.datagramChannelClass())
					.socketChannelType(Transports.socketChannelClass().asSubclass(SocketChannel.class))
					.ttl(0, MAX_DNS_TTL_SECONDS)
					.negativeTtl(0));
	}

}
