package dev.crossaccount.privatelink.lifecycle;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells clients while draining to open their next connection elsewhere. */
class DrainFilter extends OncePerRequestFilter {

	private final DrainLifecycle lifecycle;

	DrainFilter(DrainLifecycle lifecycle) {
		this.lifecycle = lifecycle;
	}

	/** An error dispatch starts from a response without headers. */
	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (this.lifecycle.isDraining()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		chain.doFilter(request, response);
	}

}
