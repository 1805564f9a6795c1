package cn.haihe.signal.priority;

import cn.haihe.signal.junction.PhaseSet;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides between all who want something of one junction at one moment. The stronger {@link Authority} wins whatever the
 * weaker one would lose. Of two persons the one who spoke last wins. Of two vehicles of one rank the one that is served goes
 * on, else the one that arrives first; but one that arrives earlier goes before the one that is served, and one that has its green already before the
 * earlier one, where that keeps the other waiting no longer than is tolerated; and one that does not pass in time gives way in turn to those that stand and wait. The
 * stage is the one that serves the most of all claims beside the winner's. The order of the claims counts for nothing.
 */
public final class ClaimArbiter {
    private static final Comparator<Claim> BY_ARRIVAL = Comparator.comparing(
                    (Claim claim) -> claim.arrival().orElseThrow().at())
            .thenComparing(Claim::id);
    private static final Comparator<Claim> LAST_WORD =
            Comparator.comparing(Claim::since).thenComparing(Claim::id);

    private final ArbiterRules rules;

    public ClaimArbiter(ArbiterRules rules) {
        this.rules = rules;
    }

    /**
     * @param showing the stage that the junction is in, if any
     * @param serving whom it served until now
     * @return empty where nobody wants anything that the junction has
     */
    public Optional<Choice> choose(
            SignalJunction junction,
            Collection<Claim> claims,
            Optional<Integer> showing,
            Optional<Serving> serving,
            Instant now) {
        List<Claim> alive = claims.stream()
                .filter(claim -> claim.isAliveAt(now))
                .filter(claim -> claim.lamps().isPresent()
                        || claim.stages().stream()
                                .anyMatch(stage -> junction.findStage(stage).isPresent()))
                .toList();
        Optional<Authority> strongest = alive.stream().map(Claim::authority).min(Comparator.naturalOrder());
        return strongest.map(authority -> {
            List<Claim> equals = alive.stream()
                    .filter(claim -> claim.authority() == authority)
                    .toList();
            Claim winner = authority.isVehicle()
                    ? vehicle(junction, equals, showing, serving, now)
                    : equals.stream().max(LAST_WORD).orElseThrow();
            return choice(junction, winner, alive, showing);
        });
    }

    private Claim vehicle(
            SignalJunction junction,
            List<Claim> equals,
            Optional<Integer> showing,
            Optional<Serving> serving,
            Instant now) {
        List<Claim> inOrder = equals.stream().sorted(BY_ARRIVAL).toList();
        Optional<Claim> served = serving.flatMap(known -> find(inOrder, known.claimId()));
        boolean isOverdue = served.isPresent()
                && Duration.between(serving.orElseThrow().since(), now).toSeconds() >= rules.servedSecondsMax();
        if (isOverdue) {
            Optional<Claim> next = nextStanding(inOrder, served.orElseThrow(), now);
            if (next.isPresent()) {
                return next.get();
            }
        }
        Claim first = served.orElse(inOrder.get(0));
        // Whoever is served gives way, unless it is there, to an earlier one only: else two would take turns for ever.
        boolean mayGiveWay = served.isEmpty() || arrival(first).isAfter(now);
        return inOrder.stream()
                .filter(other -> mayGiveWay)
                .filter(other -> other.stages().stream().noneMatch(first.stages()::contains))
                .filter(other ->
                        arrival(other).isBefore(arrival(first)) || served.isEmpty() && hasGreen(other, showing))
                .filter(other -> fitsBefore(junction, other, first, showing, now))
                .findFirst()
                .orElse(first);
    }

    /** In turn behind the one that is served, so that each that stands there comes to it. */
    private static Optional<Claim> nextStanding(List<Claim> inOrder, Claim served, Instant now) {
        int place = inOrder.indexOf(served);
        return IntStream.range(1, inOrder.size())
                .mapToObj(step -> inOrder.get((place + step) % inOrder.size()))
                .filter(claim -> !arrival(claim).isAfter(now))
                .findFirst();
    }

    private static Optional<Claim> find(List<Claim> claims, String id) {
        return claims.stream().filter(claim -> claim.id().equals(id)).findFirst();
    }

    private static Instant arrival(Claim claim) {
        return claim.arrival().orElseThrow().at();
    }

    private static boolean hasGreen(Claim claim, Optional<Integer> showing) {
        return showing.filter(claim.stages()::contains).isPresent();
    }

    /** Whether the one can be through, and the junction changed over, before the other has waited too long. */
    private boolean fitsBefore(
            SignalJunction junction, Claim one, Claim other, Optional<Integer> showing, Instant now) {
        int changeTo = hasGreen(one, showing)
                ? 0
                : changeSeconds(junction, showing.map(Set::of).orElse(Set.of()), one.stages());
        Instant greenAt = now.plusSeconds(changeTo);
        Instant entersAt = arrival(one).isAfter(greenAt) ? arrival(one) : greenAt;
        Instant otherGreenAt = entersAt.plusSeconds(one.arrival().orElseThrow().passingSeconds())
                .plusSeconds(changeSeconds(junction, one.stages(), other.stages()));
        Instant due = arrival(other).isAfter(now) ? arrival(other) : now;
        return !otherGreenAt.isAfter(due.plusSeconds(rules.toleratedWaitSeconds()));
    }

    /** The longest way from any of some stages to any of others; 0 where they share one. */
    private static int changeSeconds(SignalJunction junction, Set<Integer> from, Set<Integer> to) {
        if (from.stream().anyMatch(to::contains)) {
            return 0;
        }
        int longest = 0;
        for (int losing : from) {
            for (int gaining : to) {
                longest = Math.max(
                        longest, junction.transitionSeconds(phases(junction, losing), phases(junction, gaining)));
            }
        }
        return longest;
    }

    private static PhaseSet phases(SignalJunction junction, int stage) {
        return junction.findStage(stage).map(Stage::phases).orElse(PhaseSet.EMPTY);
    }

    private static Choice choice(SignalJunction junction, Claim winner, List<Claim> alive, Optional<Integer> showing) {
        Act act = winner.lamps()
                .<Act>map(lamps -> lamps)
                .orElseGet(() -> new Act.Hold(stage(junction, winner, alive, showing)));
        List<String> served = alive.stream()
                .filter(claim -> claim.id().equals(winner.id()) || serves(act, claim))
                .map(Claim::id)
                .sorted()
                .toList();
        List<String> waiting = alive.stream()
                .map(Claim::id)
                .filter(id -> !served.contains(id))
                .sorted()
                .toList();
        return new Choice(act, winner, served, waiting);
    }

    private static boolean serves(Act act, Claim claim) {
        return act instanceof Act.Hold hold && claim.stages().contains(hold.stage());
    }

    private static int stage(SignalJunction junction, Claim winner, List<Claim> alive, Optional<Integer> showing) {
        return winner.stages().stream()
                .filter(stage -> junction.findStage(stage).isPresent())
                .max(Comparator.comparingLong((Integer stage) -> alive.stream()
                                .filter(claim -> claim.stages().contains(stage))
                                .count())
                        .thenComparing(stage -> showing.filter(stage::equals).isPresent())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }
}
