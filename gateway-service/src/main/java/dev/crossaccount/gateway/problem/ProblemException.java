package dev.crossaccount.gateway.problem;

/** A request that the gateway refuses by its own decision. */
public class ProblemException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	private final boolean logged;

	public ProblemException(Problem problem) {
		this(problem, true);
	}

	private ProblemException(Problem problem, boolean logged) {
		// It is an answer, not a fault: where it was thrown is of no interest.
		super(problem.detail(), null, false, false);
		this.problem = problem;
		this.logged = logged;
	}

	/**
	 * A refusal without a line in the log, for what would be one per request while the
	 * gateway sheds load: whoever refuses says so once.
	 * @param problem the answer
	 * @return the exception to throw
	 */
	public static ProblemException unlogged(Problem problem) {
		return new ProblemException(problem, false);
	}

	boolean isLogged() {
		return this.logged;
	}

	public Problem problem() {
		return this.problem;
	}

}
