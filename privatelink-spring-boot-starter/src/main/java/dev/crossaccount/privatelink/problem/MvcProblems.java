package dev.crossaccount.privatelink.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/**
 * Says in plain words what Spring MVC found wrong with a request, without naming a class.
 */
final class MvcProblems {

	private MvcProblems() {
	}

	static ProblemDetail from(Exception ex, HttpStatusCode status) {
		if (status.is4xxClientError()) {
			ProblemDetail problem = fromField(ex);
			if (problem != null) {
				return problem;
			}
		}
		return Problems.ofStatus(status, detail(ex, status));
	}

	private static @Nullable ProblemDetail fromField(Exception ex) {
		if (ex instanceof MissingServletRequestParameterException missing) {
			return missing("parameter", missing.getParameterName());
		}
		if (ex instanceof MissingServletRequestPartException missing) {
			return missing("part", missing.getRequestPartName());
		}
		if (ex instanceof MissingRequestHeaderException missing) {
			return missing("header", missing.getHeaderName());
		}
		if (ex instanceof TypeMismatchException mismatch) {
			return mismatch(mismatch);
		}
		if (ex instanceof MethodArgumentNotValidException invalid) {
			FieldError error = invalid.getFieldError();
			return (error != null) ? invalid(error.getField(), error) : null;
		}
		return (ex instanceof MethodValidationResult result) ? invalid(result) : null;
	}

	private static ProblemDetail missing(String kind, String name) {
		return Problems.invalid(name, "The %s '%s' is missing.".formatted(kind, name));
	}

	private static @Nullable ProblemDetail mismatch(TypeMismatchException ex) {
		String name = (ex instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: ex.getPropertyName();
		return (name != null) ? Problems.invalid(name, "The value of '%s' has the wrong form.".formatted(name)) : null;
	}

	private static @Nullable ProblemDetail invalid(MethodValidationResult result) {
		List<ParameterValidationResult> results = result.getParameterValidationResults();
		if (results.isEmpty()) {
			return null;
		}
		ParameterValidationResult first = results.get(0);
		if (first instanceof ParameterErrors errors && errors.getFieldError() != null) {
			return invalid(errors.getFieldError().getField(), errors.getFieldError());
		}
		String name = first.getMethodParameter().getParameterName();
		return invalid((name != null) ? name : "value", first.getResolvableErrors().get(0));
	}

	private static ProblemDetail invalid(String field, MessageSourceResolvable error) {
		String message = error.getDefaultMessage();
		return Problems.invalid(field, "'%s' %s.".formatted(field, (message != null) ? message : "is not valid"));
	}

	private static String detail(Exception ex, HttpStatusCode status) {
		if (ex instanceof HttpRequestMethodNotSupportedException unsupported) {
			return notSupported(unsupported);
		}
		if (ex instanceof HttpMediaTypeNotSupportedException unsupported) {
			return notSupported(unsupported);
		}
		if (ex instanceof HttpMediaTypeNotAcceptableException unacceptable
				&& !unacceptable.getSupportedMediaTypes().isEmpty()) {
			return "The answer is available as: %s.".formatted(list(unacceptable.getSupportedMediaTypes()));
		}
		if (ex instanceof HttpMessageNotReadableException) {
			return "The body is missing or is not well-formed.";
		}
		String given = (ex instanceof ErrorResponseException response) ? response.getBody().getDetail() : null;
		return (given != null) ? given : Details.of(status);
	}

	private static String notSupported(HttpRequestMethodNotSupportedException ex) {
		String sentence = TraceFilter.original(ex.getMethod()) + " is not allowed here.";
		String allowed = allowed(ex);
		return allowed.isEmpty() ? sentence : "%s Use one of: %s.".formatted(sentence, allowed);
	}

	/** The methods allowed, as {@code Allow} lists them; empty where none is known. */
	static String allowed(HttpRequestMethodNotSupportedException ex) {
		String[] methods = ex.getSupportedMethods();
		Set<String> allowed = new TreeSet<>();
		if (methods != null) {
			allowed.addAll(List.of(methods));
		}
		if (allowed.contains("GET")) {
			// Spring MVC answers HEAD wherever GET is mapped.
			allowed.add("HEAD");
		}
		return String.join(", ", allowed);
	}

	private static String notSupported(HttpMediaTypeNotSupportedException ex) {
		List<String> sentences = new ArrayList<>();
		if (ex.getContentType() == null) {
			sentences.add("Content-Type is missing, or is not a media type.");
		}
		if (!ex.getSupportedMediaTypes().isEmpty()) {
			sentences.add("Send a body as one of: %s.".formatted(list(ex.getSupportedMediaTypes())));
		}
		return sentences.isEmpty() ? Details.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE) : String.join(" ", sentences);
	}

	private static String list(List<MediaType> types) {
		return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
	}

}
