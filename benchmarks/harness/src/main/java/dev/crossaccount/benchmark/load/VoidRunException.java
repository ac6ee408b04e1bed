package dev.crossaccount.benchmark.load;

/**
 * Says that a run counts for nothing: something was answered that should not be, or not
 * at all.
 */
public class VoidRunException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public VoidRunException(String message) {
		super(message);
	}

}
