package dev.crossaccount.gateway.upstream;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;
import dev.crossaccount.gateway.settings.InvalidSetting;
import dev.crossaccount.gateway.settings.InvalidSettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.web.server.WebFilter;

/**
 * Whether a request for a provider has to take Cloud Gateway's way: somebody added a
 * filter, or a route that comes before those of providers. It is found out whenever
 * routes change, not for each request.
 */
class CloudGatewayParts implements ApplicationListener<RefreshRoutesResultEvent>, SmartInitializingSingleton {

	/** What is there in a plain program, and has nothing to do for providers. */
	private static final Set<String> KNOWN = Set.of("org.springframework.cloud.gateway.filter.NettyRoutingFilter",
			"org.springframework.cloud.gateway.filter.NettyWriteResponseFilter",
			"org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter",
			"org.springframework.cloud.gateway.filter.WeightCalculatorWebFilter",
			"org.springframework.cloud.gateway.config.GatewayNoLoadBalancerClientAutoConfiguration$NoLoadBalancerClientFilter");

	private static final Logger LOG = LoggerFactory.getLogger(CloudGatewayParts.class);

	private final RouteLocator routes;

	private final ObjectProvider<GlobalFilter> globalFilters;

	private final ObjectProvider<WebFilter> webFilters;

	private volatile boolean needed = true;

	/**
	 * Looks at nothing yet.
	 * @param routes all routes, in their order
	 * @param globalFilters all filters of Cloud Gateway
	 * @param webFilters all filters of Spring
	 */
	CloudGatewayParts(RouteLocator routes, ObjectProvider<GlobalFilter> globalFilters,
			ObjectProvider<WebFilter> webFilters) {
		this.routes = routes;
		this.globalFilters = globalFilters;
		this.webFilters = webFilters;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.globalFilters.stream().filter((filter) -> !isKnown(filter)).forEach(CloudGatewayParts::requireOrder);
	}

	/** Whether somebody's parts would be left out on the short way. */
	boolean areNeeded() {
		return this.needed;
	}

	@Override
	public void onApplicationEvent(RefreshRoutesResultEvent event) {
		this.routes.getRoutes().collectList().subscribe(this::judge);
	}

	private void judge(List<Route> all) {
		List<String> added = Stream.concat(this.globalFilters.stream(), this.webFilters.stream())
			.filter((filter) -> !isKnown(filter))
			.map((filter) -> AopUtils.getTargetClass(filter).getName())
			.toList();
		this.needed = !added.isEmpty() || isAnyBefore(all);
		if (this.needed) {
			LOG.info("Requests to providers take Cloud Gateway's way, which costs more, because there are {}",
					added.isEmpty() ? "routes before those of providers" : "filters: " + added);
		}
	}

	private static boolean isAnyBefore(List<Route> all) {
		boolean foreign = false;
		for (Route route : all) {
			boolean provider = Provider.isRouteOfOne(route);
			if (foreign && provider) {
				return true;
			}
			foreign |= !provider;
		}
		return false;
	}

	private static boolean isKnown(Object filter) {
		return filter instanceof OwnFilter || KNOWN.contains(AopUtils.getTargetClass(filter).getName());
	}

	/** It would run after the request was sent, or not at all. */
	private static void requireOrder(GlobalFilter filter) {
		Integer order = (filter instanceof Ordered ordered) ? (Integer) ordered.getOrder()
				: OrderUtils.getOrder(filter.getClass());
		if (order == null || order >= ProviderRouteFilter.ORDER) {
			throw new InvalidSettingsException(List.of(new InvalidSetting("GlobalFilter " + filter.getClass().getName(),
					"has no order before the one that sends requests",
					"Let it implement Ordered with a number below " + ProviderRouteFilter.ORDER + ".")));
		}
	}

}
