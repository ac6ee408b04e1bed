package dev.crossaccount.gateway.problem;

import java.util.List;
import java.util.stream.Collectors;

import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestId;
import dev.crossaccount.gateway.request.RequestRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers every failure with a problem, or cuts the connection if the answer has begun.
 */
@Component
@Order(-2)
class ProblemExceptionHandler implements ErrorWebExceptionHandler {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

	private final ProblemBody body;

	ProblemExceptionHandler(ProblemBody body) {
		this.body = body;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
		if (exchange.getResponse().isCommitted()) {
			return cutOff(exchange, failure);
		}
		if (failure instanceof RequestException request && request.kind() == RequestException.Kind.GONE) {
			return close(exchange);
		}
		Problem problem = problem(failure);
		record(exchange, problem.slug());
		if (problem.status() >= 500 && !isShedding(failure)) {
			logFailure(exchange, failure, problem.status());
		}
		if (failure instanceof RequestException) {
			// The rest of the request could be taken for another.
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return write(exchange, problem);
	}

	/**
	 * Closes the connection in the middle of an answer, so that the client can't take the
	 * part for the whole. Passed on, a "connection reset" by a provider would be taken
	 * for a client that left, and the answer be ended properly.
	 */
	private static Mono<Void> cutOff(ServerWebExchange exchange, Throwable failure) {
		RequestRecord record = RequestRecord.of(exchange);
		// Else the client left first, which is no fault of anybody's.
		if (record == null || record.channel().isActive()) {
			log(exchange, () -> LOG.warn("{} cut off: {}", describe(exchange), failure.toString()));
			record(exchange, "cut-off");
		}
		return close(exchange);
	}

	private static Mono<Void> close(ServerWebExchange exchange) {
		RequestRecord record = RequestRecord.of(exchange);
		if (record != null) {
			record.abandon();
		}
		else {
			HttpServerResponse management = ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
			management.withConnection((connection) -> connection.channel().close());
		}
		return Mono.never();
	}

	private static Problem problem(Throwable failure) {
		if (failure instanceof ProblemException refusal) {
			return refusal.problem();
		}
		if (failure instanceof UpstreamException upstream) {
			return problem(upstream);
		}
		if (failure instanceof RequestException request) {
			return Problem.of(request);
		}
		if (failure instanceof MethodNotAllowedException methodNotAllowed) {
			return Problem.methodNotAllowed(methodNotAllowed.getHttpMethod(),
					methodNotAllowed.getSupportedMethods()
						.stream()
						.map(HttpMethod::name)
						.sorted()
						.collect(Collectors.joining(", ")));
		}
		if (failure instanceof ResponseStatusException response) {
			return problem(response.getStatusCode());
		}
		return Problem.internalError();
	}

	private static Problem problem(UpstreamException upstream) {
		return switch (upstream.kind()) {
			case UNAVAILABLE -> Problem.unavailable(upstream.provider());
			case TIMEOUT -> Problem.gatewayTimeout(upstream.provider());
			case BROKEN_OFF -> Problem.brokenOff(upstream.provider());
			case RESTING -> Problem.resting(upstream.provider(), upstream.retryAfterSeconds());
			case BAD_ANSWER -> Problem.badGateway(upstream.provider());
		};
	}

	private static Problem problem(HttpStatusCode status) {
		return switch (status.value()) {
			case 400 -> Problem.badRequest("The request could not be read.");
			case 404 -> Problem.notFound();
			default -> Problem.internalError();
		};
	}

	private Mono<Void> write(ServerWebExchange exchange, Problem problem) {
		String requestId = RequestId.of(exchange);
		byte[] bytes = this.body.write(problem, exchange.getRequest().getURI().getRawPath(), requestId);
		ServerHttpResponse response = exchange.getResponse();
		response.setRawStatusCode(problem.status());
		HttpHeaders headers = response.getHeaders();
		List<String> connection = headers.getConnection();
		// Of an answer that broke before it was sent.
		headers.clear();
		if (!connection.isEmpty()) {
			headers.setConnection(connection);
		}
		problem.headers().forEach(headers::set);
		headers.set(RequestId.HEADER, requestId);
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		headers.setCacheControl("no-store");
		headers.setContentLength(bytes.length);
		return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
	}

	private static void record(ServerWebExchange exchange, String reason) {
		RequestRecord record = RequestRecord.of(exchange);
		if (record != null) {
			record.fail(reason);
		}
	}

	/** Whoever refuses one request after another says so once. */
	private static boolean isShedding(Throwable failure) {
		return failure instanceof ProblemException refusal && !refusal.isLogged()
				|| failure instanceof UpstreamException upstream && upstream.kind() == UpstreamException.Kind.RESTING;
	}

	/** A provider's failure is no fault of this program: it needs no stack trace. */
	private static void logFailure(ServerWebExchange exchange, Throwable failure, int status) {
		log(exchange, () -> {
			if (failure instanceof UpstreamException || failure instanceof ProblemException) {
				LOG.warn("{} {}: {}", describe(exchange), status, failure.getMessage());
			}
			else {
				LOG.error("{} {}", describe(exchange), status, failure);
			}
		});
	}

	private static void log(ServerWebExchange exchange, Runnable line) {
		MDC.put(RequestId.MDC_KEY, RequestId.of(exchange));
		try {
			line.run();
		}
		finally {
			MDC.remove(RequestId.MDC_KEY);
		}
	}

	private static String describe(ServerWebExchange exchange) {
		return exchange.getRequest().getMethod() + " " + exchange.getRequest().getURI().getRawPath();
	}

}
