package cn.haihe.card.clearing.journey;

import static cn.haihe.card.clearing.journey.JourneyBooks.CARD;
import static cn.haihe.card.clearing.journey.JourneyBooks.CITY;
import static cn.haihe.card.clearing.journey.JourneyBooks.DAY;
import static cn.haihe.card.clearing.journey.JourneyBooks.DAYS;
import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TapFile.Tap;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.contract.Institution;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Journeys some of whose records people decide of. */
class DecidedJourneysTest {
    private static final Tap FIRST = new Tap(CARD, BEIJING, 1, 300, 0, 0, 1121, DAY.atTime(10, 0));
    private static final Tap NEXT = new Tap(CARD, BEIJING, 2, 100, 100, 1121, 1460, DAY.atTime(11, 0));

    @Test
    void aRideTakenBackTakesItsJourneyBackAndPaidAgainSharesItAgain() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            RecordPlace first = new RecordPlace(books.take(TIANJIN, DAY, List.of(FIRST)), 1);
            books.take(HEBEI, DAY, List.of(NEXT));
            books.settle(DAY);
            assertThat(books.shared(DAY)).containsExactly(Map.entry("HEBEI", 60L), Map.entry("TIANJIN", -60L));
            books.decide(DAY.plusDays(1), first, TIANJIN, FIRST, false);
            books.settle(DAY.plusDays(1));
            assertThat(books.shared(DAY.plusDays(1)))
                    .containsExactly(Map.entry("HEBEI", -60L), Map.entry("TIANJIN", 60L));
            assertThat(books.open()).containsExactly("NOT_TOLD");
            assertThat(books.audit()).doesNotContain("BROKEN");
            books.decide(DAY.plusDays(2), first, TIANJIN, FIRST, true);
            books.settle(DAY.plusDays(2));
            assertThat(books.shared(DAY.plusDays(2)))
                    .containsExactly(Map.entry("HEBEI", 60L), Map.entry("TIANJIN", -60L));
            assertThat(books.open()).isEmpty();
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** Two records of one ride, of which people find the second right: 300 by 3 to 2 and a half. */
    @Test
    void aRideThatIsPaidByDecisionIsShared() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            Tap other = new Tap(CARD, BEIJING, 2, 150, 100, 1121, 1460, DAY.atTime(11, 0));
            books.take(TIANJIN, DAY, List.of(FIRST));
            books.take(HEBEI, DAY, List.of(NEXT));
            RecordPlace place = new RecordPlace(books.take(HEBEI, DAY, List.of(other)), 1);
            books.settle(DAY);
            assertThat(books.shared()).isEmpty();
            books.decide(DAY.plusDays(1), place, HEBEI, other, true);
            books.settle(DAY.plusDays(1));
            assertThat(books.shared()).isEqualTo(JourneyBooks.plain(List.of(FIRST, other)));
            assertThat(books.shared()).isNotEmpty();
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void aRidePeopleTookBackIsNotTakenBackAgainWhereItIsContradictedOrItsTerminalsSequenceIsUsedAgain()
            throws Exception {
        Tap contradiction = new Tap(CARD, BEIJING, 1, 200, 0, 0, 1121, DAY.atTime(10, 0));
        try (JourneyBooks books = new JourneyBooks()) {
            RecordPlace first = new RecordPlace(books.take(TIANJIN, DAY, List.of(FIRST)), 1);
            books.decide(DAY, first, TIANJIN, FIRST, false);
            books.take(TIANJIN, DAY, List.of(contradiction));
            books.database.run(
                    "INSERT INTO card_terminal_reused SELECT business_day, psam, psam_sequence FROM card_record");
            books.settle(DAY);
            assertThat(books.database.number("SELECT count(*) FROM card_suspension"))
                    .isZero();
            assertThat(books.database.number("SELECT count(*) FROM card_exception WHERE reason = 'CONFLICTING'"))
                    .as("the contradiction waits, and the ride it contradicts stays as people decided")
                    .isEqualTo(1);
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** What an auditor sees where a sealed day did not take a decision into its journeys. */
    @Test
    void aDecisionThatNoJourneyKnowsOfIsFound() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            RecordPlace first = new RecordPlace(books.take(TIANJIN, DAY, List.of(FIRST)), 1);
            books.take(HEBEI, DAY, List.of(NEXT));
            books.settle(DAY);
            books.database.run("INSERT INTO card_record_decision VALUES (" + first.fileId() + ", 1, 1, " + CARD
                    + ", 1, false, 'test', 'ann, bob', now(), '" + DAY + "')");
            assertThat(books.audit()).contains("BROKEN  rides of a journey");
        }
    }

    /** Whatever is told and decided on which day, and in which order on it: the shares are those of what is paid in the end. */
    @Property(tries = 6)
    void anyOrderOfDecisionsAndSealsGivesTheSharesOfWhatIsPaidInTheEnd(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        List<History> rides = rides(random);
        try (JourneyBooks books = new JourneyBooks()) {
            for (int day = 0; day < DAYS; day++) {
                List<History> busy = new ArrayList<>(rides);
                while (!busy.isEmpty()) {
                    History ride = busy.get(random.nextInt(busy.size()));
                    if (!ride.step(books, day)) {
                        busy.remove(ride);
                    }
                }
                books.settle(DAY.plusDays(day));
                assertThat(books.database.number("SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_entry"))
                        .isZero();
            }
            assertThat(books.shared())
                    .isEqualTo(JourneyBooks.plain(
                            rides.stream().flatMap(ride -> ride.paid.stream()).toList()));
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** Of one ride: what is told and decided of it, step by step. */
    private static final class History {
        private final List<Step> steps = new ArrayList<>();
        private final List<Tap> paid = new ArrayList<>();
        private final Map<Tap, RecordPlace> places = new HashMap<>();
        private int done;

        /** @param accepted null where it is told */
        private record Step(int day, Tap tap, Boolean accepted) {}

        void tell(int day, Tap tap) {
            steps.add(new Step(day, tap, null));
        }

        void decide(int day, Tap tap, boolean accepted) {
            steps.add(new Step(day, tap, accepted));
        }

        /** @return whether there was one left on the day */
        private boolean step(JourneyBooks books, int day) throws Exception {
            if (done == steps.size() || steps.get(done).day() > day) {
                return false;
            }
            Step step = steps.get(done++);
            Institution acquirer = JourneyBooks.acquirer(step.tap());
            if (step.accepted() == null) {
                int file = books.take(acquirer, DAY.plusDays(day), List.of(step.tap()));
                places.put(step.tap(), new RecordPlace(file, 1));
            } else {
                books.decide(DAY.plusDays(day), places.get(step.tap()), acquirer, step.tap(), step.accepted());
            }
            return true;
        }
    }

    private static List<History> rides(Random random) {
        List<History> all = new ArrayList<>();
        for (int card = 0; card < 5; card++) {
            LocalDateTime at = DAY.atTime(6, 0);
            Institution before = null;
            int rides = 2 + random.nextInt(4);
            for (int counter = 1; counter <= rides; counter++) {
                Institution here = SimulatedDay.INSTITUTIONS.get(random.nextInt(3));
                Tap tap = tap(random, card, counter, before, here, at);
                Tap other = tap(random, card, counter, before, here, at);
                all.add(history(random, tap, other));
                at = at.plusMinutes(random.nextInt(200));
                before = here;
            }
        }
        return all;
    }

    private static Tap tap(
            Random random, int card, int counter, Institution before, Institution here, LocalDateTime at) {
        boolean follows = before != null && random.nextInt(5) > 0;
        int full = 201 + random.nextInt(300);
        int off = follows ? 1 + random.nextInt(200) : 0;
        // Now and then it names another city than that of the ride before.
        int from = !follows ? 0 : random.nextInt(8) == 0 ? 1000 : CITY.get(before);
        return new Tap(CARD + card, BEIJING, counter, full - off, off, from, CITY.get(here), at);
    }

    private static History history(Random random, Tap tap, Tap other) {
        History ride = new History();
        int told = random.nextInt(3) == 0 ? random.nextInt(DAYS) : 0;
        int later = told + random.nextInt(DAYS - told);
        int last = later + random.nextInt(DAYS - later);
        ride.tell(told, tap);
        switch (random.nextInt(7)) {
            case 0 -> ride.decide(later, tap, false);
            case 1 -> {
                ride.decide(later, tap, false);
                ride.decide(last, tap, true);
                ride.paid.add(tap);
            }
            case 2 -> ride.tell(told, other);
            case 3 -> {
                ride.tell(told, other);
                ride.decide(later, other, true);
                ride.paid.add(other);
            }
            case 4 -> {
                ride.tell(told, other);
                ride.decide(later, tap, true);
                ride.decide(last, tap, false);
                ride.decide(last, other, true);
                ride.paid.add(other);
            }
            default -> ride.paid.add(tap);
        }
        return ride;
    }
}
