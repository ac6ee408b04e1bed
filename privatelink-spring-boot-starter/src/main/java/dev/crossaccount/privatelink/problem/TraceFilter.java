package dev.crossaccount.privatelink.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has TRACE refused like any other method that is not offered.
 * <p>
 * A servlet answers TRACE by itself, with all that the request carried. It passes a
 * method that it does not know on to Spring, which answers 405 with the methods that the
 * path allows; methods are case-sensitive, so {@code trace} is one.
 */
class TraceFilter extends OncePerRequestFilter {

	private static final String TRACE = "TRACE";

	private static final String UNKNOWN = "trace";

	/** The method that a client used, where Spring MVC may know it by another name. */
	static String original(String method) {
		return method.equals(UNKNOWN) ? TRACE : method;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getMethod().equals(TRACE);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(new HttpServletRequestWrapper(request) {

			@Override
			public String getMethod() {
				return UNKNOWN;
			}

		}, response);
	}

}
