package cn.haihe.card.clearing.journey;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;

import cn.haihe.card.ClearedDay.MovedClock;
import cn.haihe.card.SimulatedDay;
import cn.haihe.card.TapFile;
import cn.haihe.card.TapFile.Tap;
import cn.haihe.card.TestDatabase;
import cn.haihe.card.TestRules;
import cn.haihe.card.adjustment.Adjustment;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.AdjustmentKind;
import cn.haihe.card.adjustment.Adjustments;
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
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.Fares;
import cn.haihe.card.fare.Fares.Line;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.fare.RiderKind;
import cn.haihe.card.fare.Tariff.Flat;
import cn.haihe.card.fare.TransferDiscount;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Some days of taps in three cities, each of which gives transfers from all, from signed files to netted positions. */
final class JourneyBooks implements AutoCloseable {
    static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    static final int DAYS = 3;
    static final long CARD = 3_105_170_012_345_678_000L;
    static final Map<Institution, Integer> CITY = Map.of(BEIJING, 1000, TIANJIN, 1121, HEBEI, 1460);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Every city takes up to 200 fen off after a metro ride in any: a metro's within three hours, a bus's within 90 minutes. */
    private static final FareBook FARES = new FareBook(CITY.values().stream()
            .map(city -> new FareBook.Dated(
                    LocalDate.EPOCH,
                    new Fares(
                            city,
                            List.of(
                                    new Line(Mode.METRO, Optional.empty(), new Flat(500)),
                                    new Line(Mode.BUS, Optional.empty(), new Flat(200))),
                            List.of(transfer("to-metro", Mode.METRO, 180), transfer("to-bus", Mode.BUS, 90)))))
            .toList());

    final TestDatabase database = new TestDatabase();
    private final Ledger ledger = Ledger.inPostgres();
    private final Clock clock;
    private final MovedClock staff = new MovedClock(DAY.atTime(12, 0));
    private final Settlement settlement;
    private final Adjustments adjustments;
    private final Path folder;
    private int files;

    /** Files come as seen at the end of the last day, so that all days can be opened. */
    JourneyBooks() throws Exception {
        clock = Clock.fixed(DAY.plusDays(DAYS).atTime(1, 0).atZone(CHINA).toInstant(), CHINA);
        settlement = new PostgresSettlement(database.pool(), ledger, TestRules.calendar(), FARES, clock);
        adjustments = Adjustments.on(database.pool(), settlement, TestRules.calendar(), staff);
        folder = Files.createTempDirectory("journeys");
    }

    private static TransferDiscount transfer(String rule, Mode to, int minutes) {
        return new TransferDiscount(
                rule,
                "",
                "",
                List.of(Mode.METRO, to),
                200,
                Duration.ofMinutes(minutes),
                Integer.MAX_VALUE,
                false,
                Set.of(RiderKind.ADULT),
                Set.of(),
                Set.copyOf(CITY.values()),
                Set.of());
    }

    /** The same tap of another card. */
    static Tap of(Tap tap, int card) {
        return new Tap(
                CARD + card,
                tap.issuer(),
                tap.counter(),
                tap.amountFen(),
                tap.discountFen(),
                tap.fromCity(),
                tap.city(),
                tap.at(),
                tap.mode());
    }

    /** @return the file's number; its taps are its lines from 1 */
    int take(Institution acquirer, LocalDate day, List<Tap> taps) throws Exception {
        Path path = folder.resolve("f" + ++files);
        BatchHeader header = TapFile.write(path, acquirer, "f" + files, day, taps);
        BatchTrailer trailer = new BatchTrailer(taps.size(), 0, "0".repeat(64), 1, "00");
        ReceivedFile file =
                await(new FileRegister(database.pool(), settlement).register(path, header, trailer, clock.instant()));
        new FileClearing(database.dataSource(), () -> TestRules.with(FARES), SimulatedDay.testKeys()).clear(file);
        await(new FilePosting(database.pool(), ledger, clock).post(file));
        return file.id();
    }

    /** One of the staff asks on that day that a record be paid, or not, and another approves. */
    void decide(LocalDate day, RecordPlace place, Institution acquirer, Tap tap, boolean accepted) {
        staff.set(day.atTime(12, 0));
        Adjustment asked = new Adjustment(
                accepted ? AdjustmentKind.RECORD_ACCEPTED : AdjustmentKind.RECORD_TAKEN_BACK,
                "test " + place + " " + day,
                DAY,
                tap.issuer(),
                acquirer,
                tap.amountFen(),
                0,
                Optional.of(place));
        await(database.pool()
                .withTransaction(transaction -> adjustments
                        .ask(transaction, asked, "seen", "ann")
                        .chain(id -> adjustments.post(transaction, id, "bob"))));
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

    /** Over all days. */
    Map<String, Long> shared() {
        Map<String, Long> total = new TreeMap<>();
        for (int day = 0; day <= DAYS; day++) {
            shared(DAY.plusDays(day)).forEach((owner, fen) -> total.merge(owner, fen, Long::sum));
        }
        total.values().removeIf(fen -> fen == 0);
        return total;
    }

    /** Why claims are not shared, by card and counter. */
    List<String> open() {
        List<String> why = new ArrayList<>();
        for (Row row : database.pool()
                .query("SELECT why FROM card_journey_open ORDER BY card, counter")
                .executeAndAwait()) {
            why.add(row.getString(0));
        }
        return why;
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

    /** What paid metro rides move between institutions: card by card, ride by ride. */
    static Map<String, Long> plain(Collection<Tap> paid) {
        Map<Long, TreeMap<Integer, Tap>> byCard = new TreeMap<>();
        paid.forEach(tap ->
                byCard.computeIfAbsent(tap.card(), any -> new TreeMap<>()).put(tap.counter(), tap));
        Map<String, Long> fen = new TreeMap<>();
        byCard.values().forEach(taps -> {
            List<Tap> journey = new ArrayList<>();
            for (int counter = 1; counter <= 8; counter++) {
                Tap tap = taps.get(counter);
                if (tap == null || !goesOn(journey, tap)) {
                    add(journey, fen);
                    journey.clear();
                    if (tap != null && tap.discountFen() == 0) {
                        journey.add(tap);
                    }
                } else {
                    journey.add(tap);
                }
            }
            add(journey, fen);
        });
        fen.values().removeIf(one -> one == 0);
        return fen;
    }

    private static boolean goesOn(List<Tap> journey, Tap tap) {
        if (tap.discountFen() == 0 || journey.isEmpty()) {
            return false;
        }
        Tap last = journey.get(journey.size() - 1);
        return last.city() == tap.fromCity()
                && Duration.between(last.at(), tap.at()).toMinutes() <= 180;
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
            Tap tap = journey.get(i);
            fen.merge(acquirer(tap).code(), shares.get(i) - tap.amountFen(), Long::sum);
        }
    }

    static Institution acquirer(Tap tap) {
        return CITY.entrySet().stream()
                .filter(one -> one.getValue() == tap.city())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
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
