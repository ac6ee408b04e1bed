package dev.crossaccount.gateway.token;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.crossaccount.gateway.consumer.Consumers;
import dev.crossaccount.gateway.settings.GatewayProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Accepts the tokens of the declared issuers. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(TokenConfiguration.class);

	/** They compute, and wait for nothing. */
	private static final int WORKERS = Runtime.getRuntime().availableProcessors();

	private static final int MAX_WAITING = 1000;

	@Bean(destroyMethod = "shutdownNow")
	ThreadPoolExecutor tokenWorkers() {
		ThreadPoolExecutor workers = new ThreadPoolExecutor(WORKERS, WORKERS, 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(MAX_WAITING), daemons("token-"));
		workers.allowCoreThreadTimeOut(true);
		return workers;
	}

	@Bean(destroyMethod = "shutdownNow")
	ScheduledExecutorService keyFetcher(GatewayProperties properties) {
		// One for each issuer, so that none waits while another does not answer.
		return Executors.newScheduledThreadPool(Math.max(1, properties.issuers().size()), daemons("token-keys-"));
	}

	@Bean
	@Order(2)
	TokenAuthenticator tokenAuthenticator(GatewayProperties properties, Consumers consumers,
			ThreadPoolExecutor tokenWorkers, ScheduledExecutorService keyFetcher, MeterRegistry meters) {
		List<Issuer> issuers = IssuerRules.apply(properties.issuers());
		if (issuers.isEmpty()) {
			return new TokenAuthenticator(consumers, null);
		}
		issuers.forEach((issuer) -> LOG.info("Issuer {}: tokens from {} for {}", issuer.name(), issuer.uri(),
				issuer.audiences()));
		Documents documents = new Documents();
		Withdrawals withdrawals = new Withdrawals();
		TokenDecoder decoder = new TokenDecoder(issuers, (issuer) -> {
			RemoteKeys remote = new RemoteKeys(issuer, documents, withdrawals);
			KeyMeters.register(remote, meters);
			return new IssuerKeys(remote, KeyTimes.DEFAULT, keyFetcher);
		});
		return new TokenAuthenticator(consumers, new VerifiedTokens(decoder::decode, withdrawals, tokenWorkers));
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

}
