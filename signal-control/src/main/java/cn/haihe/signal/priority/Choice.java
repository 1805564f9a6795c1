package cn.haihe.signal.priority;

import java.util.List;

/**
 * What a junction is to do now, and for whom.
 *
 * @param served ids of the claims that it serves, the winner's among them
 * @param waiting ids of the claims that have to wait
 */
public record Choice(Act act, Claim winner, List<String> served, List<String> waiting) {
    public Choice {
        served = List.copyOf(served);
        waiting = List.copyOf(waiting);
    }
}
