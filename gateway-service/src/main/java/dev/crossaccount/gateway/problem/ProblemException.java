package dev.crossaccount.gateway.problem;

/** A request that the gateway refuses by its own decision. */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	public ProblemException(Problem problem) {
		// It is an answer, not a fault: where it was thrown is of no interest.
		super(problem.detail(), null, false, false);
		this.problem = problem;
	}

	public Problem problem() {
		return this.problem;
	}

}
