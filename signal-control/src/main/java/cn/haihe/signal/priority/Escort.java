package cn.haihe.signal.priority;

import cn.haihe.signal.junction.SignalJunction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One vehicle on its route: which junctions it claims at a moment, by where it was seen last. It passes a junction only once
 * it was seen behind it. Not for several threads.
 */
public final class Escort {
    private static final double KMH_PER_METRE_PER_SECOND = 3.6;
    private static final double SLOWEST_KMH = 5;
    /** A claim outlives the step that made it by so much, should the next one come late. */
    private static final int CLAIM_SECONDS = 15;

    private final String id;
    private final Authority authority;
    private final List<Crossing> crossings;
    private final double cruiseKmh;
    private final EscortRules rules;
    private final Instant[] askedSince;
    private final Instant[] restUntil;
    private double farthestMetres;
    private List<CrossingState> states = List.of();

    /** @param cruiseKmh how fast it goes where nothing hinders it: greens are ready for that even while it stands */
    public Escort(String id, Authority authority, List<Crossing> crossings, double cruiseKmh, EscortRules rules) {
        if (!authority.isVehicle() || !(cruiseKmh > 0)) {
            throw new IllegalArgumentException(authority + " at " + cruiseKmh + " km/h");
        }
        this.id = id;
        this.authority = authority;
        this.crossings = List.copyOf(crossings);
        this.cruiseKmh = cruiseKmh;
        this.rules = rules;
        askedSince = new Instant[crossings.size()];
        restUntil = new Instant[crossings.size()];
    }

    /** A claim of this escort at one junction. */
    public record Asked(String junctionId, Claim claim) {}

    /**
     * @param progress where it was seen last; empty where it never was
     * @param designs the junction of an id; empty where it has no signals that can be commanded
     */
    public List<Asked> ask(
            Optional<Progress> progress, Function<String, Optional<SignalJunction>> designs, Instant now) {
        Optional<Progress> fresh =
                progress.filter(seen -> Duration.between(seen.at(), now).toSeconds() <= rules.staleSeconds());
        fresh.ifPresent(seen -> farthestMetres = Math.max(farthestMetres, seen.metres()));
        List<Asked> asked = new ArrayList<>();
        List<CrossingState> seen = new ArrayList<>();
        for (int i = 0; i < crossings.size(); i++) {
            seen.add(ask(i, fresh, designs, now, asked));
        }
        states = List.copyOf(seen);
        return asked;
    }

    private CrossingState ask(
            int place,
            Optional<Progress> fresh,
            Function<String, Optional<SignalJunction>> designs,
            Instant now,
            List<Asked> asked) {
        Crossing crossing = crossings.get(place);
        if (farthestMetres >= crossing.clearMetres() + rules.passedMetres()) {
            askedSince[place] = null;
            return state(place, CrossingState.Phase.PASSED, Optional.empty());
        }
        Optional<SignalJunction> design = designs.apply(crossing.junctionId());
        Set<Integer> stages = design.map(junction -> PassTiming.stagesFor(junction, List.of(crossing.movement())))
                .orElse(Set.of());
        if (stages.isEmpty()) {
            return state(place, CrossingState.Phase.FREE, Optional.empty());
        }
        if (fresh.isEmpty()) {
            boolean wasAsked = askedSince[place] != null;
            askedSince[place] = null;
            return state(
                    place,
                    wasAsked || hadDroppedStale(place) ? CrossingState.Phase.DROPPED_STALE : CrossingState.Phase.AHEAD,
                    Optional.empty());
        }
        Instant arrival = arrival(crossing, fresh.get(), now);
        if (restUntil[place] != null && now.isBefore(restUntil[place])) {
            return state(place, CrossingState.Phase.DROPPED_HELD_TOO_LONG, Optional.of(arrival));
        }
        int lead = PassTiming.leadSeconds(design.get(), stages) + rules.queueSeconds() + rules.marginSeconds();
        if (askedSince[place] == null && now.isBefore(arrival.minusSeconds(lead))) {
            return state(place, CrossingState.Phase.AHEAD, Optional.of(arrival));
        }
        if (askedSince[place] == null) {
            askedSince[place] = now;
        }
        if (Duration.between(askedSince[place], now).toSeconds() >= rules.heldSecondsMax()) {
            askedSince[place] = null;
            restUntil[place] = now.plusSeconds(rules.restSeconds());
            return state(place, CrossingState.Phase.DROPPED_HELD_TOO_LONG, Optional.of(arrival));
        }
        int passing = (int) Math.max(
                1,
                Math.min(
                        600,
                        Math.ceil((crossing.clearMetres() + rules.passedMetres() - crossing.stopLineMetres())
                                * KMH_PER_METRE_PER_SECOND
                                / speedKmh(fresh.get()))));
        asked.add(new Asked(
                crossing.junctionId(),
                Claim.pass(
                        id + "." + place,
                        authority,
                        stages,
                        new Arrival(arrival, passing),
                        askedSince[place],
                        now.plusSeconds(CLAIM_SECONDS))));
        return state(place, CrossingState.Phase.ASKED, Optional.of(arrival));
    }

    private boolean hadDroppedStale(int place) {
        return place < states.size() && states.get(place).phase() == CrossingState.Phase.DROPPED_STALE;
    }

    /** At its cruising speed, or at that which it has where that is greater: green must be there for the earliest. */
    private Instant arrival(Crossing crossing, Progress seen, Instant now) {
        double metres = Math.max(0, crossing.stopLineMetres() - seen.metres());
        long millis = (long) (metres * KMH_PER_METRE_PER_SECOND / speedKmh(seen) * 1_000);
        Instant arrival = seen.at().plusMillis(millis);
        return arrival.isBefore(now) ? now : arrival;
    }

    private double speedKmh(Progress seen) {
        return Math.max(SLOWEST_KMH, Math.max(seen.speedKmh(), cruiseKmh));
    }

    private CrossingState state(int place, CrossingState.Phase phase, Optional<Instant> arrivalAt) {
        return new CrossingState(crossings.get(place), phase, arrivalAt, Optional.ofNullable(askedSince[place]));
    }

    /** As of the last step, in the order of the route. */
    public List<CrossingState> states() {
        return states;
    }

    /** Whether every junction that a signal governs lies behind. */
    public boolean isThrough() {
        return !states.isEmpty()
                && states.stream()
                        .allMatch(state -> state.phase() == CrossingState.Phase.PASSED
                                || state.phase() == CrossingState.Phase.FREE);
    }
}
