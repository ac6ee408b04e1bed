package dev.crossaccount.todo.item;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

import dev.crossaccount.privatelink.problem.ProblemAdvice;
import dev.crossaccount.privatelink.problem.Problems;
import dev.crossaccount.todo.database.DatabaseUnavailableException;

/** Tells clients what is wrong with their request about a todo, or with the database. */
@RestControllerAdvice
class TodoAdvice extends ProblemAdvice {

	private static final Logger LOG = LoggerFactory.getLogger(TodoAdvice.class);

	/** In seconds: about what a restart of the database takes. */
	private static final String RETRY_AFTER = "5";

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(InvalidValueException ex, WebRequest request) {
		return respond(ex, problem(ex), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(MalformedBodyException ex, WebRequest request) {
		return respond(ex, Problems.ofStatus(HttpStatus.BAD_REQUEST, message(ex)), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(BodyTooLargeException ex, WebRequest request) {
		return respond(ex, problem(ex), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(TodoNotFoundException ex, WebRequest request) {
		return respond(ex, problem(ex), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(PreconditionFailedException ex, WebRequest request) {
		return respond(ex, problem(ex), request);
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> handle(IdempotencyKeyReusedException ex, WebRequest request) {
		return respond(ex, problem(ex), request);
	}

	/**
	 * Handles a database that is away, slow or busy. One line in the log is enough: the
	 * stack traces of an outage are all the same.
	 * @param ex the exception
	 * @param request the request
	 * @return the response
	 */
	@ExceptionHandler({ DatabaseUnavailableException.class, DataAccessResourceFailureException.class,
			TransientDataAccessException.class, RecoverableDataAccessException.class, TransactionException.class })
	ResponseEntity<Object> handleUnavailable(RuntimeException ex, ServletWebRequest request) {
		LOG.warn("Answering 503: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		ProblemDetail problem = Problems.ofStatus(HttpStatus.SERVICE_UNAVAILABLE, unavailable(request));
		return createResponseEntity(problem, headers, HttpStatus.SERVICE_UNAVAILABLE, request);
	}

	static ProblemDetail problem(InvalidValueException ex) {
		return Problems.invalid(ex.field(), message(ex));
	}

	static ProblemDetail problem(BodyTooLargeException ex) {
		return Problems.ofStatus(HttpStatus.CONTENT_TOO_LARGE, message(ex));
	}

	static ProblemDetail problem(TodoNotFoundException ex) {
		return Problems.of(HttpStatus.NOT_FOUND, "todo-not-found", "Todo not found", message(ex));
	}

	static ProblemDetail problem(PreconditionFailedException ex) {
		return Problems.ofStatus(HttpStatus.PRECONDITION_FAILED, message(ex));
	}

	static ProblemDetail problem(IdempotencyKeyReusedException ex) {
		ProblemDetail problem = Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
				"Idempotency key reused", message(ex));
		problem.setProperty("field", IdempotencyKey.HEADER);
		return problem;
	}

	private static String unavailable(ServletWebRequest request) {
		if (request.getHttpMethod() != HttpMethod.POST) {
			return "The database does not answer just now. Try again in a few seconds.";
		}
		boolean repeatable = request.getHeader(IdempotencyKey.HEADER) != null;
		return "The database does not answer just now, and the todo may have been kept or not. "
				+ (repeatable ? "Repeat the request with the same Idempotency-Key: it will be kept once."
						: "With an Idempotency-Key a request can be repeated safely: the todo will be kept once.");
	}

	private @Nullable ResponseEntity<Object> respond(RuntimeException ex, ProblemDetail problem, WebRequest request) {
		return respond(ex, problem, new HttpHeaders(), request);
	}

	private static String message(RuntimeException ex) {
		return String.valueOf(ex.getMessage());
	}

}
