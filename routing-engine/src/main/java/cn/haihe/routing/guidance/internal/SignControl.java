package cn.haihe.routing.guidance.internal;

import cn.haihe.routing.guidance.Advice;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.SignGuidance;
import cn.haihe.routing.guidance.SignPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One sign: it has one face for all its advice, so it gives each detour its part of the time in turns no shorter than
 * the least dwell, always the one that is owed most.
 */
final class SignControl {
    private static final double CREDIT_MAX = 2;

    final SignPlan plan;
    final List<DestinationControl> destinations;
    private final Duration dwell;
    private Optional<DetourControl> shown = Optional.empty();
    private Instant turnBegan;
    private Instant adviceSince;
    private double creditOfNothing;

    /** @param turnBegan when the turn began that it is in, so that not all signs change at one moment */
    SignControl(SignPlan plan, List<DestinationControl> destinations, Duration dwell, Instant turnBegan) {
        this.plan = plan;
        this.destinations = destinations;
        this.dwell = dwell;
        this.turnBegan = turnBegan;
        adviceSince = turnBegan;
    }

    SignGuidance show(List<DestinationGuidance> decided, Instant now, double elapsedSeconds) {
        List<DetourControl> all =
                destinations.stream().flatMap(d -> d.detours.stream()).toList();
        double turns = dwell.isZero() ? 0 : elapsedSeconds * 1000 / dwell.toMillis();
        double shares = all.stream().mapToDouble(DetourControl::share).sum();
        double scale = shares > 1 ? 1 / shares : 1;
        for (DetourControl detour : all) {
            detour.credit = detour.share() == 0 ? 0 : clipped(detour.credit + turns * scale * detour.share());
        }
        creditOfNothing = clipped(creditOfNothing + turns * Math.max(0, 1 - shares));
        if (shown.isPresent()) {
            shown.get().credit = clipped(shown.get().credit - turns);
        } else {
            creditOfNothing = clipped(creditOfNothing - turns);
        }
        boolean isWrong = shown.isPresent() && shown.get().share() == 0;
        boolean isOver = !now.isBefore(turnBegan.plus(dwell));
        if (isWrong || isOver) {
            Optional<DetourControl> next = mostOwed(all);
            if (!next.equals(shown)) {
                shown = next;
                adviceSince = now;
            }
            turnBegan = now;
        }
        return new SignGuidance(plan.signId(), decided, advice(decided));
    }

    private static double clipped(double credit) {
        return Math.min(CREDIT_MAX, Math.max(-CREDIT_MAX, credit));
    }

    private Optional<DetourControl> mostOwed(List<DetourControl> all) {
        Optional<DetourControl> most = Optional.empty();
        double credit = creditOfNothing;
        boolean nothingToo = all.stream().mapToDouble(DetourControl::share).sum() < 1;
        for (DetourControl detour : all) {
            if (detour.share() > 0 && (detour.credit > credit || most.isEmpty() && !nothingToo)) {
                most = Optional.of(detour);
                credit = detour.credit;
            }
        }
        return most;
    }

    private Optional<Advice> advice(List<DestinationGuidance> decided) {
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < decided.size(); i++) {
            int detour = destinations.get(i).detours.indexOf(shown.get());
            if (detour >= 0) {
                DestinationGuidance guidance = decided.get(i);
                var measure = guidance.detours().get(detour).measure();
                OptionalDouble gain = guidance.main().isClosed() || measure.isClosed()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(guidance.main().seconds().getAsDouble()
                                - measure.seconds().getAsDouble());
                return Optional.of(new Advice(guidance.destination(), guidance.main(), measure, gain, adviceSince));
            }
        }
        return Optional.empty();
    }

    void forget() {
        destinations.forEach(destination -> destination.detours.forEach(DetourControl::forget));
    }
}
