package cn.haihe.routing.guidance.internal;

import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.GuardRules;
import cn.haihe.routing.guidance.GuidanceRules;
import cn.haihe.routing.guidance.RoadPicture;
import cn.haihe.routing.guidance.Verdict;
import cn.haihe.routing.guidance.WayMeasure;
import cn.haihe.routing.guidance.WaysAhead;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Decides for one sign and one destination which part of the time each detour is advised. It begins where a detour gains
 * the margin to begin; from then on every detour counts that gains the margin to end, until none has for a while. The
 * part follows the gain, slowly; it never grows past the room on the detours' streets, and they share it by their room.
 * A detour that is no faster any more, or of which too little is known, is not advised from that moment.
 */
final class DestinationControl {
    private static final double SECONDS_PER_MINUTE = 60;
    final WaysAhead ahead;
    final List<DetourControl> detours = new ArrayList<>();
    private final GuidanceRules rules;
    private final WayMeter meter;
    private final Bottleneck bottleneck;
    private final Smoothed mainSeconds = new Smoothed();
    /** The part of the time that is advised whatever the gain of the moment; above 0 while an advice goes on. */
    private double lasting;

    DestinationControl(
            WaysAhead ahead, GuidanceRules rules, WayMeter meter, Bottleneck bottleneck, AdvisedTraffic traffic) {
        this.ahead = ahead;
        this.rules = rules;
        this.meter = meter;
        this.bottleneck = bottleneck;
        ahead.alternatives().forEach(way -> detours.add(new DetourControl(way, ahead.main(), traffic)));
    }

    /**
     * @param fresh whether the picture is young enough to advise by
     * @param fullVehiclesPerHour what would follow an advice that stood all the time
     */
    DestinationGuidance decide(RoadPicture picture, boolean fresh, double fullVehiclesPerHour, double elapsedSeconds) {
        WayMeasure main = meter.measure(ahead.main(), picture);
        List<Choice> choices = new ArrayList<>();
        double smoothing = rules.guard().smoothing().toMillis() / 1000.0;
        OptionalDouble mainNow = main.isClosed()
                ? OptionalDouble.empty()
                : OptionalDouble.of(mainSeconds.next(main.seconds().getAsDouble(), elapsedSeconds, smoothing));
        boolean mainKnown = fresh && (main.isClosed() || isKnown(main));
        for (DetourControl detour : detours) {
            WayMeasure measure = meter.measure(detour.way, picture);
            OptionalDouble now = detour.smoothedSeconds(measure, elapsedSeconds, smoothing);
            double spare = bottleneck.spareVehiclesPerHour(detour.own, picture, detour.advisedVehiclesPerHour());
            choices.add(new Choice(detour, measure, gain(mainNow, now), mainKnown && isKnown(measure), spare));
        }
        double begin = mainNow.isPresent() ? rules.margins().beginSeconds(mainNow.getAsDouble()) : 0;
        double end = mainNow.isPresent() ? rules.margins().endSeconds(mainNow.getAsDouble()) : 0;
        share(choices, main.isClosed(), begin, end, fullVehiclesPerHour, elapsedSeconds);
        return new DestinationGuidance(
                ahead.destination(),
                main,
                choices.stream()
                        .map(choice ->
                                new DestinationGuidance.Detour(choice.measure, choice.detour.share(), choice.spare))
                        .toList(),
                verdict(main, mainKnown, choices, begin),
                fresh && isKnown(main));
    }

    /**
     * @param gain seconds that the detour is faster; endless where only the main way is closed, as a loss where the
     *     detour is
     */
    private record Choice(DetourControl detour, WayMeasure measure, double gain, boolean known, double spare) {}

    private boolean isKnown(WayMeasure measure) {
        return !measure.isClosed() && measure.liveShare() >= rules.liveShareMin() && measure.liveShare() > 0;
    }

    private static double gain(OptionalDouble main, OptionalDouble detour) {
        if (detour.isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        return main.isEmpty() ? Double.POSITIVE_INFINITY : main.getAsDouble() - detour.getAsDouble();
    }

    private void share(
            List<Choice> choices,
            boolean mainClosed,
            double begin,
            double end,
            double fullVehiclesPerHour,
            double elapsedSeconds) {
        GuardRules guard = rules.guard();
        double minutes = elapsedSeconds / SECONDS_PER_MINUTE;
        boolean goesOn = lasting > 0 || detours.stream().anyMatch(detour -> detour.share() > 0);
        List<Choice> eligible = choices.stream()
                .filter(choice -> choice.known && choice.gain >= (goesOn ? end : begin))
                .toList();
        double spare = eligible.stream().mapToDouble(Choice::spare).sum();
        double room = mainClosed ? 1 : Math.min(1, spare / Math.max(1, fullVehiclesPerHour));
        double wantedInAll = mainClosed ? 1 : wanted(choices, eligible, spare, begin, end, minutes);
        lasting = Math.min(lasting, room);
        for (Choice choice : choices) {
            double share = choice.detour.share();
            double next;
            if (!choice.known || choice.gain <= 0) {
                next = 0;
            } else if (eligible.contains(choice)) {
                double wanted = Math.min(wantedInAll, room) * part(choice, spare, eligible.size());
                double least = share - guard.fallPerMinute() * minutes;
                double most = share + guard.risePerMinute() * minutes;
                next = mainClosed ? wanted : Math.min(most, Math.max(least, wanted));
            } else {
                next = share - guard.fallPerMinute() * minutes;
            }
            double wayIn = choice.measure.freeFlowSeconds() / 2;
            choice.detour.advise(Math.max(0, next), fullVehiclesPerHour, elapsedSeconds, wayIn);
        }
    }

    /**
     * A proportional and integral controller: for the gain beyond the margin to end, and what the last while has taught.
     * A queue sums up what flows into it, so a share that only sums up the gain would swing around it for ever.
     */
    private double wanted(
            List<Choice> choices, List<Choice> eligible, double spare, double begin, double end, double minutes) {
        double gain = eligible.isEmpty()
                ? choices.stream()
                        .filter(Choice::known)
                        .mapToDouble(Choice::gain)
                        .max()
                        .orElse(-begin)
                : eligible.stream()
                        .mapToDouble(choice -> choice.gain * part(choice, spare, eligible.size()))
                        .sum();
        double beyond = Math.max(-1, Math.min(1, (gain - (begin + end) / 2) / begin));
        lasting = Math.max(0, Math.min(1, lasting + rules.guard().learnPerMinute() * minutes * beyond));
        return lasting + rules.guard().sharePerMargin() * Math.max(0, gain - end) / begin;
    }

    /** Its part among the detours by the room on each; where none has any, all alike. */
    private static double part(Choice choice, double spare, int count) {
        return spare > 0 ? choice.spare / spare : 1.0 / count;
    }

    private Verdict verdict(WayMeasure main, boolean mainKnown, List<Choice> choices, double begin) {
        if (choices.isEmpty()) {
            return main.isClosed() ? Verdict.ALL_CLOSED : Verdict.NO_ALTERNATIVE;
        }
        if (main.isClosed() && choices.stream().allMatch(choice -> choice.measure.isClosed())) {
            return Verdict.ALL_CLOSED;
        }
        if (!mainKnown || choices.stream().noneMatch(Choice::known)) {
            return Verdict.TOO_LITTLE_DATA;
        }
        if (choices.stream().anyMatch(choice -> choice.detour.share() > 0)) {
            return Verdict.ADVISED;
        }
        boolean worthIt = choices.stream().anyMatch(choice -> choice.known && choice.gain >= begin);
        return worthIt ? Verdict.DETOURS_FULL : Verdict.MAIN_IS_BEST;
    }
}
