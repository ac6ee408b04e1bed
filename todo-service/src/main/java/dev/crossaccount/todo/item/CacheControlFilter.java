package dev.crossaccount.todo.item;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps answers, errors too, out of shared caches.
 * <p>
 * {@code no-cache} rather than {@code no-store}: a client may keep its own copy as long
 * as it asks by {@code If-None-Match} each time, which is what the entity tags are for.
 */
@Component
class CacheControlFilter extends OncePerRequestFilter {

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
		chain.doFilter(request, response);
	}

}
