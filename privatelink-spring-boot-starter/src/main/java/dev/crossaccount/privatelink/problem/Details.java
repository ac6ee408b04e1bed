package dev.crossaccount.privatelink.problem;

import org.springframework.http.HttpStatusCode;

/**
 * The sentence for an error of which nothing but the status is known, or may be told.
 */
final class Details {

	private Details() {
	}

	static String of(HttpStatusCode status) {
		return switch (status.value()) {
			case 400 -> "The request is not well-formed.";
			case 404 -> "There is nothing at this path.";
			case 405 -> "The method is not allowed here.";
			case 406 -> "The answer is not available in any form that the request accepts.";
			case 408 -> "The rest of the body did not come in time.";
			case 413 -> "The body is larger than this service accepts.";
			case 414 -> "The URI is longer than this service accepts.";
			case 415 -> "The body is in a form that this service does not read.";
			case 431 -> "The headers are larger than this service accepts.";
			case 503 -> "The service cannot answer just now. Try again later.";
			default ->
				status.is5xxServerError() ? "The service failed. Try again, and quote the request id if it fails again."
						: "The service refused the request.";
		};
	}

}
