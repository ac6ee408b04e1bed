package dev.crossaccount.gateway.upstream;

import java.util.List;
import java.util.stream.Stream;

import dev.crossaccount.gateway.provider.Provider;
import dev.crossaccount.gateway.request.OwnFilter;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ApplicationListener;
import org.springframework.web.server.WebFilter;

/**
 * Whether a request for a provider has to take Cloud Gateway's way: somebody added a
 * filter, or a route that comes before those of providers. It is found out whenever
 * routes change, not for each request.
 */
class CloudGatewayParts implements ApplicationListener<RefreshRoutesResultEvent> {

	private static final String SPRINGS_OWN = "org.springframework.";

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

	/** Whether somebody's parts would be left out on the short way. */
	boolean areNeeded() {
		return this.needed;
	}

	@Override
	public void onApplicationEvent(RefreshRoutesResultEvent event) {
		this.routes.getRoutes().collectList().subscribe((all) -> this.needed = hasFilters() || isAnyBefore(all));
	}

	private boolean hasFilters() {
		return Stream.concat(this.globalFilters.stream(), this.webFilters.stream())
			.anyMatch((filter) -> !isKnown(filter));
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
		return filter instanceof OwnFilter || AopUtils.getTargetClass(filter).getName().startsWith(SPRINGS_OWN);
	}

}
