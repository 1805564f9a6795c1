package cn.haihe.card;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.fare.Discount;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.fare.FareLine;
import cn.haihe.card.fare.Mode;
import cn.haihe.card.fare.PricedRide;
import cn.haihe.card.fare.Ride;
import cn.haihe.card.fare.Rider;
import cn.haihe.card.fare.RiderKind;
import cn.haihe.card.fare.ThreeCities;
import cn.haihe.card.fare.TransferDiscount;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.report.ReportDetails;
import cn.haihe.card.report.SharedJourney;
import cn.haihe.card.settlement.Caps;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import cn.haihe.card.tac.SoftwareModule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of the docs, worked: every table of it is what comes out here. */
class OneRiderThreeCitiesTest {
    private static final Path DOC = Path.of("../ops/docs/one-rider-three-cities.md");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Clock NIGHT = Clock.fixed(Instant.parse("2026-11-23T16:30:00Z"), CHINA);
    private static final long CARD = 3_105_170_012_345_678_901L;
    private static final Rider RIDER = new Rider(RiderKind.ADULT, ThreeCities.BEIJING);

    private final TestDatabase database = new TestDatabase();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theDocsTellWhatHappens() throws Exception {
        List<PricedRide> rides = fares().findPrices(RIDER, rides()).orElseThrow();
        String doc = Files.readString(DOC);
        assertThat(doc).contains(prices(rides));
        Ledger ledger = Ledger.inPostgres();
        Settlement settlement = new PostgresSettlement(database.pool(), ledger, TestRules.calendar(), fares(), NIGHT);
        for (Institution acquirer : SimulatedDay.INSTITUTIONS) {
            clear(acquirer, rides, ledger, settlement);
        }
        assertThat(doc).contains(shares());
        await(settlement.close(DAY, "staff"));
        await(settlement.seal(DAY, "staff"));
        assertThat(doc).contains(table("| ride | acquirer | paid | full fare | share |", """
                SELECT counter, acquirer, paid_fen, full_fen, share_fen FROM card_journey_leg ORDER BY counter"""));
        List<SharedJourney> ofHebei = await(ReportDetails.on(database.pool()).listJourneys(HEBEI, DAY, 0, 0, 9));
        assertThat(ofHebei).singleElement().satisfies(one -> {
            assertThat(one.netFen()).isEqualTo(60);
            assertThat(one.rides()).extracting(SharedJourney.Ride::shareFen).containsExactly(240L, 160L);
        });
        assertThat(await(ReportDetails.on(database.pool()).listJourneys(BEIJING, DAY, 0, 0, 9)))
                .isEmpty();
        await(settlement.net(DAY, "staff"));
        await(settlement.instruct(DAY, Caps.NONE, "staff"));
        assertThat(doc).contains(table("| institution | the bank moves |", """
                SELECT institution, amount_fen || ' fen' FROM card_instruction ORDER BY institution"""));
        assertThat(doc).contains(table("| transfer | account | with | fen |", """
                SELECT t.reference, e.owner || ' ' || e.kind, e.counterparty, e.amount_fen
                FROM ledger_transfer t JOIN ledger_entry e ON e.transfer_id = t.id ORDER BY t.sequence, e.line"""));
    }

    private static FareBook fares() {
        return ThreeCities.fares();
    }

    private static List<Ride> rides() {
        return List.of(
                ride(ThreeCities.BEIJING, Mode.METRO, "M4", "7:00", "7:40", 15),
                ride(ThreeCities.TIANJIN, Mode.BUS, "804", "9:10", "9:10", 0),
                ride(ThreeCities.TIANJIN, Mode.METRO, "M3", "9:50", "10:15", 8),
                ride(ThreeCities.LANGFANG, Mode.BUS, "1", "11:30", "11:30", 0),
                ride(ThreeCities.LANGFANG, Mode.BUS, "1", "16:00", "16:00", 0),
                ride(ThreeCities.BEIJING, Mode.BUS, "52", "18:20", "18:20", 0));
    }

    private static Ride ride(int city, Mode mode, String line, String boarded, String charged, int stations) {
        return new Ride(city, mode, "operator", line, "a", Optional.of("b"), stations, at(boarded), at(charged));
    }

    private static Instant at(String time) {
        String padded = time.length() == 4 ? "0" + time : time;
        return DAY.atTime(LocalTime.parse(padded)).atZone(CHINA).toInstant();
    }

    private static String prices(List<PricedRide> rides) {
        StringBuilder text = new StringBuilder("| ride | line of the price | fen |\n|---|---|---|\n");
        int number = 0;
        for (PricedRide priced : rides) {
            number++;
            for (FareLine line : priced.lines()) {
                text.append("| ")
                        .append(number)
                        .append(" | ")
                        .append(line.en())
                        .append(" | ")
                        .append(line.fen())
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private void clear(Institution acquirer, List<PricedRide> rides, Ledger ledger, Settlement settlement)
            throws Exception {
        Path path = folder.resolve(acquirer.code());
        BatchHeader header = new BatchHeader(
                acquirer.code(), "20261123", DAY, DAY.plusDays(1).atStartOfDay());
        try (BatchFileWriter writer = new BatchFileWriter(Files.newOutputStream(path), header, SimulatedDay.CODES)) {
            RecordBlock block = block(acquirer, rides);
            writer.write(block, new Texts());
            writer.finish("1".repeat(64), 1);
        }
        FileRegister register = new FileRegister(database.pool(), settlement);
        FileClearing clearing = new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys());
        BatchTrailer trailer;
        try (BatchFileReader reader = new BatchFileReader(Files.newInputStream(path), SimulatedDay.CODES)) {
            RecordBlock block = new RecordBlock(100);
            while (reader.next(block)) {
                assertThat(block.size).isLessThan(100);
            }
            trailer = reader.verify((sender, version, signed, signature) -> {});
        }
        ReceivedFile file = await(register.register(path, header, trailer, NIGHT.instant()));
        clearing.clear(file);
        await(new FilePosting(database.pool(), ledger, NIGHT).post(file));
    }

    private static RecordBlock block(Institution acquirer, List<PricedRide> rides) {
        SoftwareModule card = SimulatedDay.testKeys();
        RecordBlock block = new RecordBlock(rides.size());
        block.clear(1);
        long balance = 10_000;
        int counter = 0;
        int cityBefore = 0;
        for (PricedRide priced : rides) {
            counter++;
            balance -= priced.priceFen();
            if (acquirer.equals(acquirer(priced.ride().city()))) {
                fill(block, block.size++, priced, counter, balance);
                follow(block, block.size - 1, priced, cityBefore);
                card.sign(block, block.size - 1);
            }
            cityBefore = priced.ride().city();
        }
        return block;
    }

    /** What a gate writes down where it takes something off because the ride follows another. */
    private static void follow(RecordBlock block, int place, PricedRide priced, int cityBefore) {
        List<Discount> discounts =
                fares().find(priced.ride().city(), DAY).orElseThrow().discounts();
        for (FareLine line : priced.lines()) {
            boolean isTransfer = discounts.stream()
                    .anyMatch(one -> one instanceof TransferDiscount transfer
                            && transfer.rule().equals(line.rule()));
            if (isTransfer) {
                block.consumeKind[place] = 8;
                block.discountFen[place] = (int) -line.fen();
                block.transferCity[place] = (short) cityBefore;
            }
        }
    }

    private static void fill(RecordBlock block, int place, PricedRide priced, int counter, long balanceAfterFen) {
        LocalTime time = LocalTime.ofInstant(priced.ride().chargedAt(), CHINA);
        block.card[place] = CARD;
        block.counter[place] = counter;
        block.issuer[place] = SimulatedDay.CODES.indexOf("BEIJING");
        block.balanceBeforeFen[place] = balanceAfterFen + priced.priceFen();
        block.amountFen[place] = priced.priceFen();
        block.balanceAfterFen[place] = balanceAfterFen;
        block.type[place] = 6;
        block.psam[place] = 0x3604_0000_0000L + counter;
        block.psamSequence[place] = 1;
        block.date[place] = 20_261_123;
        block.time[place] = time.getHour() * 10_000 + time.getMinute() * 100;
        block.keyVersion[place] = 1;
        block.transactionCity[place] = (short) priced.ride().city();
        block.cardCity[place] = (short) ThreeCities.BEIJING;
        block.industry[place] = (byte) priced.ride().mode().industry();
        block.cardType[place] = 1;
    }

    private static Institution acquirer(int city) {
        return city == ThreeCities.BEIJING
                ? ThreeInstitutions.BEIJING
                : city == ThreeCities.TIANJIN ? ThreeInstitutions.TIANJIN : ThreeInstitutions.HEBEI;
    }

    private String shares() {
        return table("| ride | acquirer | paid | issuer's share | acquirer's share |", """
                SELECT r.counter, f.sender, r.amount_fen, r.issuer_fen, r.amount_fen - r.issuer_fen
                FROM card_record r JOIN card_file f ON f.id = r.file_id ORDER BY r.counter""");
    }

    private String table(String head, String query) {
        List<String> lines = new ArrayList<>();
        for (Row row : database.pool().query(query).executeAndAwait()) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < row.size(); i++) {
                line.append(' ').append(row.getValue(i)).append(" |");
            }
            lines.add(line.toString());
        }
        String rule =
                "|" + "---|".repeat((int) head.chars().filter(c -> c == '|').count() - 1);
        return head + "\n" + rule + "\n" + String.join("\n", lines) + "\n";
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }

    private static final class Texts implements RecordTexts {
        @Override
        public long serial(int place) {
            return place + 1;
        }

        @Override
        public String terminal(int place) {
            return "T1";
        }

        @Override
        public String operator(int place) {
            return "O1";
        }

        @Override
        public String line(int place) {
            return "";
        }

        @Override
        public String entryStop(int place) {
            return "";
        }

        @Override
        public String exitStop(int place) {
            return "";
        }
    }
}
