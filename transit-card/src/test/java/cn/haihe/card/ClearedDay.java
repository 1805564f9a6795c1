package cn.haihe.card;

import cn.haihe.card.clearing.file.FileClearing;
import cn.haihe.card.clearing.file.FilePosting;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.exchange.BatchFileReader;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.settlement.Caps;
import cn.haihe.card.settlement.Confirmation;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.Window;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import cn.haihe.card.tac.SoftwareModule;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** A centre whose clock a test moves: small signed files go in, and days are taken to the bank. */
public final class ClearedDay implements AutoCloseable {
    public static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final long[] FIRST_CARD = {
        3_105_170_000_000_000_000L, 3_104_950_000_000_000_000L, 3_104_910_200_000_000_000L
    };

    public final TestDatabase database = new TestDatabase();
    public final MovedClock clock;
    public final Ledger ledger = Ledger.inPostgres();
    public final Settlement settlement;
    private final Path folder;
    private int sequence;

    /** One fare. */
    public record Tap(Institution issuer, int card, int counter, long amountFen, int industry, LocalDateTime at) {}

    public ClearedDay(Path folder, LocalDateTime now) {
        this.folder = folder;
        clock = new MovedClock(now);
        settlement = new PostgresSettlement(database.pool(), ledger, CHINA, clock);
    }

    /** From a signed file to its money in the ledger. @return its number */
    public int send(Institution acquirer, String name, LocalDate day, Tap... taps) throws Exception {
        Path path = folder.resolve(acquirer + "-" + name);
        BatchHeader header =
                new BatchHeader(acquirer.code(), name, day, LocalDateTime.ofInstant(clock.instant(), CHINA));
        try (var writer = new BatchFileWriter(Files.newOutputStream(path), header, SimulatedDay.CODES)) {
            writer.write(block(acquirer, taps), new NoTexts());
            writer.finish("1".repeat(64), 1);
        }
        BatchTrailer trailer;
        try (var reader = new BatchFileReader(Files.newInputStream(path), SimulatedDay.CODES)) {
            RecordBlock block = new RecordBlock(taps.length + 1);
            while (reader.next(block)) {
                if (block.size > taps.length) {
                    throw new IllegalStateException("more records than were written");
                }
            }
            trailer = reader.verify((sender, version, signed, signature) -> {});
        }
        ReceivedFile file =
                await(new FileRegister(database.pool(), settlement).register(path, header, trailer, clock.instant()));
        new FileClearing(database.dataSource(), TestRules::all, SimulatedDay.testKeys()).clear(file);
        await(new FilePosting(database.pool(), ledger, clock).post(file));
        return file.id();
    }

    private RecordBlock block(Institution acquirer, Tap... taps) {
        SoftwareModule cards = SimulatedDay.testKeys();
        RecordBlock block = new RecordBlock(taps.length);
        block.clear(1);
        for (Tap tap : taps) {
            int place = block.size++;
            int issuer = SimulatedDay.INSTITUTIONS.indexOf(tap.issuer());
            block.card[place] = FIRST_CARD[issuer] + tap.card();
            block.counter[place] = tap.counter();
            block.issuer[place] = issuer;
            block.balanceBeforeFen[place] = tap.amountFen() + 10_000;
            block.amountFen[place] = tap.amountFen();
            block.balanceAfterFen[place] = 10_000;
            block.type[place] = 6;
            block.psam[place] = 0x3604_0000_0000L + SimulatedDay.INSTITUTIONS.indexOf(acquirer);
            block.psamSequence[place] = ++sequence;
            LocalDate date = tap.at().toLocalDate();
            block.date[place] = date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
            block.time[place] = tap.at().getHour() * 10_000 + tap.at().getMinute() * 100;
            block.keyVersion[place] = 1;
            block.transactionCity[place] = 1121;
            block.cardCity[place] = 1121;
            block.industry[place] = (byte) tap.industry();
            block.cardType[place] = 1;
            cards.sign(block, place);
        }
        return block;
    }

    /** From its last file to the word that the bank is told. */
    public void instruct(LocalDate day) {
        await(settlement.close(day, "ann"));
        await(settlement.seal(day, "ann"));
        await(settlement.net(day, "ann"));
        await(settlement.instruct(day, Caps.NONE, "ann, bob"));
    }

    /** What the bank says; fails as the centre does where it fits nothing. */
    public Window confirm(String reference, LocalDate day, Institution institution, long fen) {
        return await(settlement.confirm(new Confirmation(reference, day, institution, fen, true, ""), "bank"));
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }

    @Override
    public void close() {
        database.close();
    }

    /** Stands still until it is moved. */
    public static final class MovedClock extends Clock {
        private volatile Instant now;

        public MovedClock(LocalDateTime now) {
            set(now);
        }

        public void set(LocalDateTime time) {
            now = time.atZone(CHINA).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return CHINA;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class NoTexts implements RecordTexts {
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
