package cn.haihe.card.clearing.journey;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TapFile.Tap;
import cn.haihe.card.clearing.Positions;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.fare.Mode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JourneySharingTest {
    private static final LocalDate DAY = JourneyBooks.DAY;
    private static final long CARD = JourneyBooks.CARD;
    private static final int DAYS = JourneyBooks.DAYS;

    /** Paid 300 in Tianjin, then 100 of 200 in Langfang: 400 by 3 to 2. */
    @Test
    void aTransferIsBorneTogetherAsItsDayIsSealed() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(HEBEI, DAY, List.of(tap(4, HEBEI, 100, 100, TIANJIN, 11)));
            books.take(TIANJIN, DAY, List.of(tap(3, TIANJIN, 300, 0, null, 10)));
            books.settle(DAY);
            assertThat(books.shared(DAY)).containsExactly(Map.entry("HEBEI", 60L), Map.entry("TIANJIN", -60L));
            assertThat(books.positions(DAY).positions())
                    .extracting(Positions.Position::netFen)
                    .containsExactly(-399L, 160L, 239L);
            assertThat(books.database.number(
                            "SELECT amount_fen FROM ledger_entry WHERE kind = 'NET_CLAIM' AND owner = 'HEBEI'"))
                    .isEqualTo(160);
            assertThat(books.database.number("SELECT count(*) FROM card_record WHERE card_city <> 1000"))
                    .as("stated as the ride's, another's home")
                    .isEqualTo(1);
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** Of rides that were cleared before their city was kept, the next one's word is taken. */
    @Test
    void aRideWhoseCityWasNotKeptIsSharedWithTheNext() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.database.run("ALTER TABLE card_record DISABLE TRIGGER ALL");
            books.database.run("UPDATE card_record SET city = 0, card_city = 0");
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            assertThat(books.open()).isEmpty();
            assertThat(books.shared(DAY)).containsExactly(Map.entry("HEBEI", 60L), Map.entry("TIANJIN", -60L));
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void aRideThatComesLateSharesTheJourneyAnew() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            assertThat(books.shared(DAY)).as("nobody knows what it follows").isEmpty();
            assertThat(books.database.number("SELECT missing FROM card_journey_open"))
                    .isEqualTo(1);
            books.take(TIANJIN, DAY.plusDays(1), List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.settle(DAY.plusDays(1));
            assertThat(books.shared(DAY.plusDays(1)))
                    .containsExactly(Map.entry("HEBEI", 60L), Map.entry("TIANJIN", -60L));
            assertThat(books.database.number("SELECT count(*) FROM card_journey_open"))
                    .isZero();
            // Paid 300, 100 and 200 of full 300, 200 and 400: 600 by 3 to 2 to 4, that is 200, 133 and 266, and 1 is
            // left.
            books.take(BEIJING, DAY.plusDays(2), List.of(tap(3, BEIJING, 200, 200, HEBEI, 12)));
            books.settle(DAY.plusDays(2));
            assertThat(books.shared(DAY.plusDays(2)))
                    .containsExactly(Map.entry("BEIJING", 66L), Map.entry("HEBEI", -27L), Map.entry("TIANJIN", -39L));
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void whatNobodyAgreedOnStaysWithWhoGaveIt() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 6)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            assertThat(books.shared(DAY)).as("five hours between").isEmpty();
            assertThat(books.database.number("SELECT count(*) FROM card_journey_open WHERE why = 'NOT_AGREED'"))
                    .isEqualTo(1);
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** What a record says of the ride before is held against that ride; who took off too much bears it. */
    @Test
    void whatNoTariffGivesAfterThatRideStaysWithWhoTookItOff() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            Tap elsewhere = tap(2, HEBEI, 100, 100, BEIJING, 11);
            Tap first = tap(1, TIANJIN, 300, 0, null, 10);
            Tap tooLate = new Tap(CARD + 1, BEIJING, 2, 100, 100, 1121, 1460, DAY.atTime(12, 0), Mode.BUS);
            Tap tooMuch = new Tap(CARD + 2, BEIJING, 2, 200, 100, 1460, 1000, DAY.atTime(11, 0));
            Tap bus = new Tap(CARD + 2, BEIJING, 1, 200, 0, 0, 1460, DAY.atTime(10, 0), Mode.BUS);
            Tap unknown = new Tap(CARD + 3, BEIJING, 2, 100, 100, 1121, 1440, DAY.atTime(11, 0));
            books.take(TIANJIN, DAY, List.of(first, JourneyBooks.of(first, 1), JourneyBooks.of(first, 3)));
            books.take(HEBEI, DAY, List.of(elsewhere, tooLate, bus, unknown));
            books.take(BEIJING, DAY, List.of(tooMuch));
            books.settle(DAY);
            assertThat(books.shared(DAY)).isEmpty();
            assertThat(books.open()).containsExactly("OTHER_CITY", "NO_RULE", "NO_RULE", "NO_TARIFF");
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** Paid 300 in Tianjin, then a bus of 200 for nothing: 300 by 3 to 2. A file of nothing but such moves no fare. */
    @Test
    void aRideThatATransferMadeFreeIsSharedAsWell() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            Tap free = new Tap(CARD, BEIJING, 2, 0, 200, 1121, 1460, DAY.atTime(11, 0), Mode.BUS);
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.take(HEBEI, DAY, List.of(free));
            books.settle(DAY);
            assertThat(books.shared(DAY)).containsExactly(Map.entry("HEBEI", 120L), Map.entry("TIANJIN", -120L));
            assertThat(books.database.number("SELECT count(*) FROM ledger_transfer WHERE reference LIKE 'file 2 %'"))
                    .isZero();
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void aRideThatAnotherContradictsIsOfNoJourney() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 150, 50, TIANJIN, 11)));
            books.settle(DAY);
            assertThat(books.shared(DAY)).isEmpty();
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    /** The changes a forger would make; each is found. */
    @Test
    void whatIsChangedLaterIsFound() throws Exception {
        try (JourneyBooks books = new JourneyBooks()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            for (String table : List.of("card_journey_leg", "card_journey", "ledger_entry")) {
                books.database.run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            }
            books.database.run("UPDATE card_journey_leg SET share_fen = share_fen + 1 WHERE acquirer = 'HEBEI'");
            assertThat(books.audit())
                    .contains("BROKEN  what journeys move")
                    .contains("BROKEN  a journey's shares are what was paid");
            books.database.run("UPDATE card_journey_leg SET share_fen = share_fen - 1, paid_fen = paid_fen - 1,"
                    + " full_fen = full_fen - 1 WHERE acquirer = 'HEBEI'");
            assertThat(books.audit()).contains("BROKEN  rides of a journey");
            books.database.run("DELETE FROM card_journey");
            assertThat(books.audit()).contains("BROKEN  every claim of a sealed day");
        }
    }

    /** Whatever the order, within a day or with files of later days before, and as plainly reckoned. */
    @Property(tries = 6)
    void anyOrderOfTheSameFilesGivesTheSamePositions(@ForAll long seed) throws Exception {
        List<File> files = files(new Random(seed));
        try (JourneyBooks books = new JourneyBooks();
                JourneyBooks others = new JourneyBooks()) {
            run(books, files, new Random(1));
            run(others, files, new Random(seed));
            Map<String, Long> total = new TreeMap<>();
            for (int day = 0; day < DAYS; day++) {
                assertThat(others.positions(DAY.plusDays(day))).isEqualTo(books.positions(DAY.plusDays(day)));
                books.shared(DAY.plusDays(day)).forEach((owner, fen) -> total.merge(owner, fen, Long::sum));
            }
            total.values().removeIf(fen -> fen == 0);
            assertThat(total)
                    .isEqualTo(JourneyBooks.plain(
                            files.stream().flatMap(file -> file.taps().stream()).toList()));
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    private record File(Institution acquirer, int day, List<Tap> taps) {}

    /** Each day's files before it is sealed, but now and then a later day's file before. */
    private static void run(JourneyBooks books, List<File> files, Random random) throws Exception {
        List<File> left = new ArrayList<>(files);
        Collections.shuffle(left, random);
        for (int day = 0; day < DAYS; day++) {
            for (File file : List.copyOf(left)) {
                if (file.day() == day || file.day() > day && random.nextInt(3) == 0) {
                    books.take(file.acquirer(), DAY.plusDays(file.day()), file.taps());
                    left.remove(file);
                }
            }
            books.settle(DAY.plusDays(day));
        }
    }

    private static List<File> files(Random random) {
        Map<String, File> files = new TreeMap<>();
        List<Institution> all = SimulatedDay.INSTITUTIONS;
        for (int card = 0; card < 12; card++) {
            LocalDateTime at = DAY.atTime(6, 0);
            Institution before = null;
            int rides = 2 + random.nextInt(5);
            for (int counter = 1; counter <= rides; counter++) {
                Institution here = all.get(random.nextInt(3));
                boolean follows = before != null && random.nextInt(5) > 0;
                int full = 200 + random.nextInt(300);
                int off = follows ? 1 + random.nextInt(150) : 0;
                Tap tap = new Tap(
                        CARD + card,
                        BEIJING,
                        counter,
                        full - off,
                        off,
                        follows ? JourneyBooks.CITY.get(before) : 0,
                        JourneyBooks.CITY.get(here),
                        at);
                int day = random.nextInt(4) == 0 ? random.nextInt(DAYS) : 0;
                if (random.nextInt(10) > 0) {
                    files.computeIfAbsent(
                                    here.code() + day + random.nextInt(2),
                                    name -> new File(here, day, new ArrayList<>()))
                            .taps()
                            .add(tap);
                }
                at = at.plusMinutes(random.nextInt(200));
                before = here;
            }
        }
        return List.copyOf(files.values());
    }

    private static Tap tap(int counter, Institution here, int amountFen, int off, Institution before, int hour) {
        int from = before == null ? 0 : JourneyBooks.CITY.get(before);
        return new Tap(CARD, BEIJING, counter, amountFen, off, from, JourneyBooks.CITY.get(here), DAY.atTime(hour, 0));
    }
}
