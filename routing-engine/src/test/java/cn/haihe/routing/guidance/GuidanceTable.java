package cn.haihe.routing.guidance;

import cn.haihe.routing.guidance.GuidanceSimulation.Outcome;

/** Outcomes for people to read. */
final class GuidanceTable {
    private static final String HEAD = "delay veh·h  swings  mean gap s  spread s  longest s  messages";

    private GuidanceTable() {}

    static String of(long seed, Outcome none, Outcome plain, Outcome guarded) {
        return "%-16s %s%n".formatted("seed " + seed, HEAD)
                + line("no guidance", none)
                + line("plain advice", plain)
                + line("guarded advice", guarded);
    }

    private static String line(String policy, Outcome outcome) {
        return "%-16s %11.1f %7d %11.0f %9.0f %10.0f %9d%n"
                .formatted(
                        policy,
                        outcome.delayVehicleHours(),
                        outcome.swings(),
                        outcome.meanGapSeconds(),
                        outcome.spreadSeconds(),
                        outcome.longestSeconds(),
                        outcome.messages());
    }
}
