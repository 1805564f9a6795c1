package cn.haihe.signal.priority;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.signal.RandomJunctions;
import cn.haihe.signal.junction.JunctionDesigner;
import cn.haihe.signal.junction.SignalJunction;
import cn.haihe.signal.junction.Stage;
import cn.haihe.signal.junction.UnsignallableJunction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ClaimArbiterProperties {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final ArbiterRules RULES = ArbiterRules.DEFAULT;
    private final ClaimArbiter arbiter = new ClaimArbiter(RULES);

    private static SignalJunction junction(Random random) {
        try {
            return JunctionDesigner.design(RandomJunctions.of(random.nextLong(1_000_000)));
        } catch (UnsignallableJunction none) {
            Assume.that(false);
            throw none;
        }
    }

    private static List<Claim> claims(SignalJunction junction, Random random) {
        List<Claim> claims = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            claims.add(claim("c" + i, Authority.values()[random.nextInt(4)], junction, random));
        }
        return claims;
    }

    private static Claim claim(String id, Authority authority, SignalJunction junction, Random random) {
        Instant since = NOW.minusSeconds(random.nextInt(100));
        Instant expires = NOW.plusSeconds(random.nextInt(60) - 10);
        if (authority == Authority.SAFETY) {
            return Claim.lamps(id, new Act.Lamps(Act.Lamps.Kind.values()[random.nextInt(3)]), since, expires);
        }
        if (authority == Authority.MANUAL) {
            return Claim.hold(id, stage(junction, random), since, expires);
        }
        Set<Integer> stages = new HashSet<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            stages.add(stage(junction, random));
        }
        Arrival arrival = new Arrival(NOW.plusSeconds(random.nextInt(120) - 20), 1 + random.nextInt(20));
        return Claim.pass(id, authority, stages, arrival, since, expires);
    }

    private static int stage(SignalJunction junction, Random random) {
        List<Stage> stages = junction.stages();
        return stages.get(random.nextInt(stages.size())).number();
    }

    private static Optional<Serving> serving(List<Claim> claims, Random random) {
        return claims.isEmpty() || random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Serving(
                        claims.get(random.nextInt(claims.size())).id(), NOW.minusSeconds(random.nextInt(120))));
    }

    @Property(tries = 300)
    void theStrongestAliveWinsAndGetsWhatItAsked(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        List<Claim> claims = claims(junction, random);
        Optional<Integer> showing = Optional.of(stage(junction, random));
        Optional<Choice> choice = arbiter.choose(junction, claims, showing, serving(claims, random), NOW);
        Optional<Authority> strongest = claims.stream()
                .filter(claim -> claim.isAliveAt(NOW))
                .map(Claim::authority)
                .min(Comparator.naturalOrder());
        assertThat(choice.map(made -> made.winner().authority())).isEqualTo(strongest);
        choice.ifPresent(made -> {
            if (made.act() instanceof Act.Hold hold) {
                assertThat(made.winner().stages()).contains(hold.stage());
                assertThat(junction.findStage(hold.stage())).isPresent();
            } else {
                assertThat(made.winner().lamps()).contains((Act.Lamps) made.act());
            }
            assertThat(made.served()).contains(made.winner().id());
            assertThat(made.waiting()).noneMatch(made.served()::contains);
            assertThat(made.served().size() + made.waiting().size())
                    .isEqualTo(claims.stream()
                            .filter(claim -> claim.isAliveAt(NOW))
                            .count());
        });
    }

    @Property(tries = 150)
    void theOrderInWhichTheyAreToldCountsForNothing(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        List<Claim> claims = claims(junction, random);
        Optional<Integer> showing = Optional.of(stage(junction, random));
        Optional<Serving> serving = serving(claims, random);
        Optional<Choice> choice = arbiter.choose(junction, claims, showing, serving, NOW);
        Collections.shuffle(claims, random);
        assertThat(arbiter.choose(junction, claims, showing, serving, NOW)).isEqualTo(choice);
    }

    @Property(tries = 150)
    void aWeakerClaimNeverChangesWhoWins(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        List<Claim> claims = claims(junction, random);
        Optional<Integer> showing = Optional.of(stage(junction, random));
        Optional<Serving> serving = serving(claims, random);
        Optional<Choice> choice = arbiter.choose(junction, claims, showing, serving, NOW);
        Assume.that(choice.isPresent() && choice.get().winner().authority() != Authority.BUS);
        Authority winner = choice.get().winner().authority();
        Authority weaker = Authority.values()[winner.ordinal() + 1 + random.nextInt(3 - winner.ordinal())];
        List<Claim> more = new ArrayList<>(claims);
        more.add(claim("another", weaker, junction, random));
        assertThat(arbiter.choose(junction, more, showing, serving, NOW).map(Choice::winner))
                .isEqualTo(choice.map(Choice::winner));
    }

    /** Whoever stands at the stop line is served in bounded time, whatever the one before it does. */
    @Property(tries = 150)
    void noVehicleWaitsForeverForAnEqual(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        Instant later = NOW.plusSeconds(600);
        List<Claim> standing = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            Set<Integer> stages = Set.of(stage(junction, random));
            Arrival arrival = new Arrival(NOW.minusSeconds(random.nextInt(30)), 5);
            standing.add(Claim.pass("v" + i, Authority.ESCORT, stages, arrival, NOW, later));
        }
        Set<String> winners = new HashSet<>();
        Optional<Serving> serving = Optional.empty();
        Optional<Integer> showing = Optional.empty();
        for (int second = 0; second < 20 + standing.size() * (RULES.servedSecondsMax() + 1); second++) {
            Instant now = NOW.plusSeconds(second);
            Choice choice =
                    arbiter.choose(junction, standing, showing, serving, now).orElseThrow();
            String winner = choice.winner().id();
            if (serving.filter(known -> known.claimId().equals(winner)).isEmpty()) {
                serving = Optional.of(new Serving(winner, now));
            }
            winners.addAll(choice.served());
            showing = Optional.of(((Act.Hold) choice.act()).stage());
        }
        assertThat(winners).hasSameSizeAs(standing);
    }

    @Property(tries = 150)
    void ofTwoThatNobodyServesYetTheEarlierIsNeverKeptWaitingBeyondWhatIsTolerated(@ForAll long seed) {
        Random random = new Random(seed);
        SignalJunction junction = junction(random);
        Instant later = NOW.plusSeconds(600);
        int first = random.nextInt(60);
        Claim early = Claim.pass(
                "z",
                Authority.ESCORT,
                Set.of(stage(junction, random)),
                new Arrival(NOW.plusSeconds(first), 5),
                NOW,
                later);
        Claim late = Claim.pass(
                "a",
                Authority.ESCORT,
                Set.of(stage(junction, random)),
                new Arrival(NOW.plusSeconds(first + 1 + random.nextInt(60)), 1 + random.nextInt(20)),
                NOW,
                later);
        Optional<Integer> showing = Optional.of(stage(junction, random));
        Choice choice = arbiter.choose(junction, List.of(late, early), showing, Optional.empty(), NOW)
                .orElseThrow();
        if (choice.winner().equals(late) && !choice.served().contains("z")) {
            Instant through = late.arrival()
                    .orElseThrow()
                    .at()
                    .plusSeconds(late.arrival().orElseThrow().passingSeconds());
            assertThat(through)
                    .isBeforeOrEqualTo(early.arrival().orElseThrow().at().plusSeconds(RULES.toleratedWaitSeconds()));
        }
    }
}
