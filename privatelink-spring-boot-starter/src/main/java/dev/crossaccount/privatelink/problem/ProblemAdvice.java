package dev.crossaccount.privatelink.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every error of Spring MVC with a problem, and any other exception with
 * {@code internal-error}.
 * <p>
 * A program with exceptions of its own declares one {@code @RestControllerAdvice}
 * subclass whose handlers return {@link #respond}; this one then stands back.
 */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

	/** Seconds after which a client may repeat a request that met a 503. */
	private static final String RETRY_AFTER = "5";

	/**
	 * Handles what nobody else did.
	 * @param ex the exception
	 * @param request the request
	 * @return the response, or {@code null} where the client has gone
	 */
	@ExceptionHandler(Exception.class)
	public @Nullable ResponseEntity<Object> handleAnyOther(Exception ex, WebRequest request) {
		if (isClientGone(ex)) {
			return null;
		}
		HttpStatus status = isClientSlow(ex) ? HttpStatus.REQUEST_TIMEOUT : HttpStatus.INTERNAL_SERVER_ERROR;
		return respond(ex, Problems.ofStatus(status, Details.of(status)), new HttpHeaders(), request);
	}

	/**
	 * Makes the response to an exception, and logs it once if the fault is the server's.
	 * @param ex the exception
	 * @param problem what to tell the client
	 * @param headers response headers, such as {@code Retry-After}
	 * @param request the request
	 * @return the response, or {@code null} where one has begun already
	 */
	protected final @Nullable ResponseEntity<Object> respond(Exception ex, ProblemDetail problem, HttpHeaders headers,
			WebRequest request) {
		return handleExceptionInternal(ex, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
			HttpRequestMethodNotSupportedException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		// The superclass logs a warning, which would let clients fill the log.
		HttpHeaders complete = new HttpHeaders(headers);
		if (headers.containsHeader(HttpHeaders.ALLOW)) {
			complete.set(HttpHeaders.ALLOW, MvcProblems.allowed(ex));
		}
		return handleExceptionInternal(ex, null, complete, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(HttpMediaTypeNotAcceptableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		// Spring's headers have Accept, which says what a client may send; the detail
		// says what it can get.
		return handleExceptionInternal(ex, null, new HttpHeaders(), status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			LOG.error("Answering {}", status.value(), ex);
		}
		return super.handleExceptionInternal(ex, problem(ex, body, status), headers, status, request);
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		HttpHeaders all = new HttpHeaders();
		all.putAll(headers);
		all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (status.isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE) && !all.containsHeader(HttpHeaders.RETRY_AFTER)) {
			all.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		}
		if (!all.containsHeader(HttpHeaders.CACHE_CONTROL) && !hasCacheControl(request)) {
			all.setCacheControl(ProblemWriter.NO_STORE);
		}
		return new ResponseEntity<>(body, all, status);
	}

	private static boolean hasCacheControl(WebRequest request) {
		HttpServletResponse response = (request instanceof NativeWebRequest exchange)
				? exchange.getNativeResponse(HttpServletResponse.class) : null;
		return response != null && response.containsHeader(HttpHeaders.CACHE_CONTROL);
	}

	private static ProblemDetail problem(Exception ex, @Nullable Object body, HttpStatusCode status) {
		Object candidate = (body == null && ex instanceof org.springframework.web.ErrorResponse response)
				? response.getBody() : body;
		if (candidate instanceof ProblemDetail given && given.getType() != null) {
			return given;
		}
		return MvcProblems.from(ex, status);
	}

	/** Whether Jetty gave up waiting for more of the request's body. */
	private static boolean isClientSlow(Exception ex) {
		return ex instanceof IOException && ex.getCause() instanceof TimeoutException;
	}

	private static boolean isClientGone(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof EofException) {
				return true;
			}
		}
		return false;
	}

}
