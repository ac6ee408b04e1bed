package dev.crossaccount.gateway.upstream;

/**
 * A provider's document can't be had, or is none. The message is the end of a sentence
 * for the log.
 */
public class DocumentException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public DocumentException(String message) {
		super(message, null, false, false);
	}

}
