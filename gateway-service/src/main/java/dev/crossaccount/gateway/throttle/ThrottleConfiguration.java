package dev.crossaccount.gateway.throttle;

import java.time.InstantSource;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.crossaccount.gateway.settings.GatewayProperties;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** Counts requests in process, or in Valkey where one is named. */
@Configuration(proxyBeanMethods = false)
class ThrottleConfiguration {

	private final InstantSource clock = InstantSource.system();

	@Bean
	Buckets buckets(GatewayProperties settings, MeterRegistry meters) {
		ThrottleRules.check(settings);
		Buckets local = new LocalBuckets(this.clock, Ticker.systemTicker());
		String valkey = settings.throttle().valkey();
		return StringUtils.hasText(valkey) ? shared(RedisURI.create(valkey), local, settings, meters) : local;
	}

	@Bean
	ThrottleFilter throttleFilter(GatewayProperties settings, Buckets buckets) {
		return new ThrottleFilter(new Claims(settings.providers()), buckets, new EventLoops(), this.clock);
	}

	private SharedBuckets shared(RedisURI uri, Buckets local, GatewayProperties settings, MeterRegistry meters) {
		ValkeyBuckets valkey = new ValkeyBuckets(new ValkeyClient(uri), this.clock);
		Counter fallbacks = Counter.builder("gateway.throttle.fallback")
			.description("Requests that this gateway counted for itself because Valkey did not answer")
			.register(meters);
		SharedBuckets shared = new SharedBuckets(valkey, local, settings.throttle().budget(),
				uri.getHost() + ":" + uri.getPort(), fallbacks::increment);
		Gauge.builder("gateway.throttle.fallback.active", shared, (buckets) -> buckets.isUp() ? 0 : 1)
			.description("1 while this gateway counts for itself because Valkey does not answer, else 0")
			.register(meters);
		shared.start();
		return shared;
	}

}
