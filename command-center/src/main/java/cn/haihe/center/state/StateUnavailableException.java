package cn.haihe.center.state;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.problem.ProblemException;

/** The live state can't be read or written now because Redis does not answer; the caller may try again. */
public class StateUnavailableException extends ProblemException {
    private static final Problem PROBLEM = Problem.of(
            503, "state-unavailable", "Live state unavailable", "The store of live state does not answer; try again.");

    public StateUnavailableException(Throwable cause) {
        super(PROBLEM, cause);
    }
}
