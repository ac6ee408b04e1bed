package dev.crossaccount.privatelink.endpoint;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.crossaccount.privatelink.problem.ProblemWriter;
import dev.crossaccount.privatelink.problem.Problems;

/**
 * Puts the endpoint id into the MDC, and refuses requests from endpoints that are not
 * allowed.
 */
class EndpointFilter extends OncePerRequestFilter {

	private static final Logger LOG = LoggerFactory.getLogger(EndpointFilter.class);

	private static final int WARNINGS = 100;

	private static final String NO_ENDPOINT = "connections without a VPC endpoint";

	private final Set<String> allowed;

	private final ProblemWriter problems;

	private final BoundedSet warned = new BoundedSet(WARNINGS);

	/**
	 * Makes the filter.
	 * @param allowed the ids allowed; any request is, if empty
	 * @param problems writes the refusal
	 */
	EndpointFilter(Set<String> allowed, ProblemWriter problems) {
		this.allowed = allowed;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String id = VpcEndpoint.of(request);
		if (!isAllowed(id) && request.getDispatcherType() == DispatcherType.REQUEST) {
			refuse((id != null) ? id : NO_ENDPOINT, request, response);
			return;
		}
		if (id == null) {
			chain.doFilter(request, response);
			return;
		}
		MDC.put(VpcEndpoint.MDC_KEY, id);
		try {
			chain.doFilter(request, response);
		}
		finally {
			MDC.remove(VpcEndpoint.MDC_KEY);
		}
	}

	private boolean isAllowed(@Nullable String id) {
		return this.allowed.isEmpty() || (id != null && this.allowed.contains(id));
	}

	private void refuse(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (this.warned.add(id)) {
			LOG.warn("Refusing requests of {}: not in privatelink.allowed-endpoints.", id);
		}
		this.problems.write(Problems.of(HttpStatus.FORBIDDEN, "endpoint-not-allowed", "Endpoint not allowed",
				"The VPC endpoint of this request is not on this service's list. Ask the service's owner to add it."),
				request, response);
	}

}
