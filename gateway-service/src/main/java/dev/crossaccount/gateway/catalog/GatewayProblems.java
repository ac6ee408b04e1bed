package dev.crossaccount.gateway.catalog;

import java.util.ArrayList;
import java.util.List;

import dev.crossaccount.gateway.access.Requirement;
import dev.crossaccount.gateway.problem.Problem;
import dev.crossaccount.gateway.request.RequestException;
import dev.crossaccount.gateway.request.RequestException.Kind;

/** With which problems the gateway may answer in place of a provider, by example. */
final class GatewayProblems {

	private final Api api;

	private final boolean tokens;

	/**
	 * Creates them.
	 * @param api the API
	 * @param tokens whether tokens are accepted at all
	 */
	GatewayProblems(Api api, boolean tokens) {
		this.api = api;
		this.tokens = tokens;
	}

	/**
	 * The problems that an operation may meet.
	 * @param requirement what its callers need
	 * @param body whether it takes a body
	 * @return the problems, those of one status together
	 */
	List<List<Problem>> of(Requirement requirement, boolean body) {
		List<List<Problem>> all = new ArrayList<>();
		all.add(unauthorized(requirement));
		if (!requirement.scopes().isEmpty()) {
			all.add(List.of(Problem.insufficientScope(requirement.scopes(), requirement.scopes(), this.tokens)));
		}
		if (body) {
			all.add(List.of(Problem.of(new RequestException(Kind.TOO_LARGE, "The body is larger than "
					+ this.api.limits().maxBodyBytes() + " bytes, the most that is taken here. Send less."))));
		}
		all.add(List.of(Problem.quotaExceeded(
				"The plan allows 200 requests at once and 50/s steadily. Come back in 1 s.", 1, List.of("rate"))));
		all.add(List.of(Problem.badGateway(this.api.name())));
		all.add(unavailable());
		all.add(List.of(Problem.gatewayTimeout(this.api.name())));
		return all;
	}

	/** A credential that is not valid is refused also where none is needed. */
	private List<Problem> unauthorized(Requirement requirement) {
		List<Problem> all = new ArrayList<>();
		if (requirement.credential()) {
			all.add(Problem.unauthenticated(this.tokens));
		}
		all.add(Problem.invalidApiKey());
		if (this.tokens) {
			all.add(Problem.invalidToken("The token has expired."));
		}
		return all;
	}

	private List<Problem> unavailable() {
		List<Problem> all = new ArrayList<>(
				List.of(Problem.unavailable(this.api.name()), Problem.overloaded(this.api.name())));
		if (this.api.limits().total() != null) {
			all.add(Problem.temporaryReducedCapacity(this.api.name(), 1));
		}
		if (this.tokens) {
			all.add(Problem.authorizationServerUnavailable());
		}
		return all;
	}

}
