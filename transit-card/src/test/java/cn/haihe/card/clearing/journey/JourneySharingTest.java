package cn.haihe.card.clearing.journey;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TapFile;
import cn.haihe.card.TapFile.Tap;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.card.clearing.PositionQuery;
import cn.haihe.card.clearing.Positions;
import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.JourneyAgreement.Part;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JourneySharingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final long CARD = 3_105_170_012_345_678_000L;
    private static final Map<Institution, Integer> CITY = Map.of(BEIJING, 1000, TIANJIN, 1121, HEBEI, 1460);
    private static final int DAYS = 3;

    private static final class Books implements AutoCloseable {
        final TestDatabase database = new TestDatabase();
        final Ledger ledger = Ledger.inPostgres();
        private final Clock clock;
        final Settlement settlement;
        private final Path folder;
        private int files;

        /** As seen at the end of the last day, so that all of them can be opened. */
        Books() throws Exception {
            clock = Clock.fixed(DAY.plusDays(DAYS).atTime(1, 0).atZone(CHINA).toInstant(), CHINA);
            settlement = new PostgresSettlement(database.pool(), ledger, TestRules.calendar(), clock);
            folder = Files.createTempDirectory("journeys");
        }

        void take(Institution acquirer, LocalDate day, List<Tap> taps) throws Exception {
            Path path = folder.resolve("f" + ++files);
            BatchHeader header = TapFile.write(path, acquirer, "f" + files, day, taps);
            BatchTrailer trailer = new BatchTrailer(taps.size(), 0, "0".repeat(64), 1, "00");
            ReceivedFile file = await(
                    new FileRegister(database.pool(), settlement).register(path, header, trailer, clock.instant()));
            new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys()).clear(file);
            await(new FilePosting(database.pool(), ledger, clock).post(file));
        }

        void settle(LocalDate day) {
            await(settlement.close(day, "ann"));
            await(settlement.seal(day, "ann"));
            await(settlement.net(day, "ann"));
        }

        Map<String, Long> shared(LocalDate day) {
            Map<String, Long> fen = new TreeMap<>();
            database.pool()
                    .query("SELECT owner, sum(amount_fen)::bigint AS fen FROM ledger_entry WHERE kind LIKE 'TRANSFER%'"
                            + " AND business_day = '" + day + "' GROUP BY owner")
                    .executeAndAwait()
                    .forEach(row -> fen.put(row.getString("owner"), row.getLong("fen")));
            return fen;
        }

        Positions positions(LocalDate day) {
            return await(new PositionQuery(database.pool(), TestRules::on).getPositions(day));
        }

        String audit() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (var connection = database.dataSource().getConnection()) {
                new ClearingAudit(Optional.empty()).run(connection, new PrintStream(out));
            }
            return out.toString();
        }

        @Override
        public void close() throws Exception {
            database.close();
            try (var listed = Files.list(folder)) {
                for (Path file : listed.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Paid 300 in Tianjin, then 100 of 200 in Langfang: 400 by 3 to 2. */
    @Test
    void aTransferIsBorneTogetherAsItsDayIsSealed() throws Exception {
        try (Books books = new Books()) {
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
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void aRideThatComesLateSharesTheJourneyAnew() throws Exception {
        try (Books books = new Books()) {
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
        try (Books books = new Books()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 6)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            assertThat(books.shared(DAY)).as("five hours between").isEmpty();
            assertThat(books.database.number("SELECT count(*) FROM card_journey_open WHERE why = 'NOT_AGREED'"))
                    .isEqualTo(1);
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    @Test
    void aRideThatAnotherContradictsIsOfNoJourney() throws Exception {
        try (Books books = new Books()) {
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
        try (Books books = new Books()) {
            books.take(TIANJIN, DAY, List.of(tap(1, TIANJIN, 300, 0, null, 10)));
            books.take(HEBEI, DAY, List.of(tap(2, HEBEI, 100, 100, TIANJIN, 11)));
            books.settle(DAY);
            for (String table : List.of("card_journey_leg", "card_journey", "ledger_entry")) {
                books.database.run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
            }
            books.database.run("UPDATE card_journey_leg SET share_fen = share_fen + 1 WHERE acquirer = 'HEBEI'");
            assertThat(books.audit())
                    .contains("BROKEN  what a journey moves")
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
        try (Books books = new Books();
                Books others = new Books()) {
            run(books, files, new Random(1));
            run(others, files, new Random(seed));
            Map<String, Long> total = new TreeMap<>();
            for (int day = 0; day < DAYS; day++) {
                assertThat(others.positions(DAY.plusDays(day))).isEqualTo(books.positions(DAY.plusDays(day)));
                books.shared(DAY.plusDays(day)).forEach((owner, fen) -> total.merge(owner, fen, Long::sum));
            }
            total.values().removeIf(fen -> fen == 0);
            assertThat(total).isEqualTo(plain(files));
            assertThat(books.audit()).doesNotContain("BROKEN");
        }
    }

    private record File(Institution acquirer, int day, List<Tap> taps) {}

    /** Each day's files before it is sealed, but now and then a later day's file before. */
    private static void run(Books books, List<File> files, Random random) throws Exception {
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
                        follows ? CITY.get(before) : 0,
                        CITY.get(here),
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

    /** Card by card, ride by ride, over all that was told. */
    private static Map<String, Long> plain(List<File> files) {
        Map<Long, TreeMap<Integer, Tap>> byCard = new TreeMap<>();
        files.forEach(file -> file.taps()
                .forEach(tap -> byCard.computeIfAbsent(tap.card(), any -> new TreeMap<>())
                        .put(tap.counter(), tap)));
        Map<String, Long> fen = new TreeMap<>();
        byCard.values().forEach(taps -> {
            List<Tap> journey = new ArrayList<>();
            for (int counter = 1; counter <= 8; counter++) {
                Tap tap = taps.get(counter);
                boolean goesOn = tap != null
                        && tap.discountFen() > 0
                        && !journey.isEmpty()
                        && Duration.between(journey.get(journey.size() - 1).at(), tap.at())
                                        .toMinutes()
                                <= 180;
                if (!goesOn) {
                    add(journey, fen);
                    journey.clear();
                }
                if (goesOn || tap != null && tap.discountFen() == 0) {
                    journey.add(tap);
                }
            }
            add(journey, fen);
        });
        fen.values().removeIf(one -> one == 0);
        return fen;
    }

    private static void add(List<Tap> journey, Map<String, Long> fen) {
        JourneyAgreement agreement = TestRules.on(DAY).findJourneyAgreement().orElseThrow();
        boolean isClaimed = journey.stream().anyMatch(tap -> tap.discountFen() > 0 && tap.fromCity() != tap.city());
        if (journey.size() < 2 || !isClaimed) {
            return;
        }
        List<Long> shares = agreement.share(journey.stream()
                .map(tap -> new Part(tap.amountFen(), tap.amountFen() + tap.discountFen()))
                .toList());
        for (int i = 0; i < journey.size(); i++) {
            int city = journey.get(i).city();
            Institution here = CITY.entrySet().stream()
                    .filter(one -> one.getValue() == city)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            fen.merge(here.code(), shares.get(i) - journey.get(i).amountFen(), Long::sum);
        }
    }

    private static Tap tap(int counter, Institution here, int amountFen, int off, Institution before, int hour) {
        int from = before == null ? 0 : CITY.get(before);
        return new Tap(CARD, BEIJING, counter, amountFen, off, from, CITY.get(here), DAY.atTime(hour, 0));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
