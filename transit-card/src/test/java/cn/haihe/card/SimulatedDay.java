package cn.haihe.card;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.ThreeInstitutions;
import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SoftwareModule;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** What the gates of one city take on one day, from cards of all three, as the signed file that its acquirer sends. */
public final class SimulatedDay {
    public static final List<Institution> INSTITUTIONS =
            ThreeInstitutions.book().asOf(LocalDate.EPOCH).institutions();
    public static final List<String> CODES =
            INSTITUTIONS.stream().map(Institution::code).toList();
    private static final int BLOCK = 8_192;
    private static final long[] FIRST_CARD_OF_ISSUER = {
        3_105_170_000_000_000_000L, 3_104_950_000_000_000_000L, 3_104_910_200_000_000_000L
    };
    private static final int CARDS_OF_ISSUER = 700_000;
    private static final int MODULES = 24_000;

    private final LocalDate day;
    private final SoftwareModule cards;
    private final int[] moduleSequence = new int[MODULES];
    private final int[][] counters = new int[INSTITUTIONS.size()][CARDS_OF_ISSUER];
    private final SplittableRandom random;
    private final long firstModule;
    private final SimulatedJourneys journeys;
    private final int transferPercent;

    public SimulatedDay(LocalDate day, long seed, SoftwareModule cards) {
        this(day, seed, cards, 0, 0);
    }

    /**
     * @param street days with different ones have different terminals
     * @param transferPercent of the records are of journeys by transfer, which the days of one street share
     */
    public SimulatedDay(LocalDate day, long seed, SoftwareModule cards, int street, int transferPercent) {
        this.day = day;
        this.transferPercent = transferPercent;
        journeys = new SimulatedJourneys(day, CARDS_OF_ISSUER, street);
        firstModule = 0x3604_0000_0000L + (long) street * INSTITUTIONS.size() * MODULES;
        this.cards = cards;
        random = new SplittableRandom(seed);
    }

    public static SoftwareModule testKeys() {
        SoftwareModule module = new SoftwareModule();
        for (int issuer = 0; issuer < INSTITUTIONS.size(); issuer++) {
            byte[] key = new byte[16];
            new SplittableRandom(issuer).nextBytes(key);
            module.withTestKey(issuer, 1, key);
        }
        return module;
    }

    /** Writes a batch; the next one goes on where this ended. */
    public void write(Path file, BatchHeader header, long records, String privateKey, int keyVersion)
            throws IOException {
        int acquirer = CODES.indexOf(header.sender());
        RecordBlock block = new RecordBlock(BLOCK);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
                var writer = new BatchFileWriter(out, header, CODES)) {
            for (long done = 0; done < records; done += block.size) {
                block.clear(done + 1);
                while (block.size < Math.min(BLOCK, records - done)) {
                    tap(block, block.size++, acquirer, (double) (done + block.size) / records);
                }
                writer.write(block, new Texts(done));
            }
            writer.finish(privateKey, keyVersion);
        }
    }

    /** What stands beside the records of every such file. @param done records before the block */
    public static RecordTexts texts(long done) {
        return new Texts(done);
    }

    static long card(int issuer, long number) {
        return FIRST_CARD_OF_ISSUER[issuer] + number * 97L;
    }

    private void tap(RecordBlock block, int place, int acquirer, double partOfDay) {
        int module = random.nextInt(MODULES);
        if (transferPercent > 0 && random.nextInt(100) < transferPercent) {
            journeys.next(block, place, acquirer);
        } else {
            single(block, place, acquirer, module % 2 == 1, partOfDay);
        }
        block.type[place] = 6;
        block.psam[place] = firstModule + (long) acquirer * MODULES + module;
        block.psamSequence[place] = ++moduleSequence[module];
        block.keyVersion[place] = 1;
        block.algorithm[place] = 0;
        block.cardType[place] = 1;
        block.test[place] = false;
        cards.sign(block, place);
    }

    private void single(RecordBlock block, int place, int acquirer, boolean metro, double partOfDay) {
        int issuer = random.nextInt(10) < 8 ? acquirer : random.nextInt(INSTITUTIONS.size());
        int card = random.nextInt(CARDS_OF_ISSUER);
        int second = 5 * 3_600 + (int) (partOfDay * 18 * 3_600);
        long amount = metro ? 180 + 10L * random.nextInt(33) : 100L * (1 + random.nextInt(2));
        long before = amount + random.nextInt(20_000);
        block.card[place] = card(issuer, card);
        block.counter[place] = ++counters[issuer][card];
        block.issuer[place] = issuer;
        block.balanceBeforeFen[place] = before;
        block.amountFen[place] = amount;
        block.balanceAfterFen[place] = before - amount;
        block.date[place] = day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
        block.time[place] = second / 3_600 * 10_000 + second / 60 % 60 * 100 + second % 60;
        block.occurredEpochSecond[place] = day.atStartOfDay().toEpochSecond(ZoneOffset.ofHours(8)) + second;
        block.transactionCity[place] = 1121;
        block.cardCity[place] = 1121;
        block.industry[place] = (byte) (metro ? 2 : 1);
        block.consumeKind[place] = 0;
        block.discountFen[place] = 0;
        block.transferCity[place] = 0;
    }

    private record Texts(long done) implements RecordTexts {
        @Override
        public long serial(int place) {
            return done + place + 1;
        }

        @Override
        public String terminal(int place) {
            return "T0001";
        }

        @Override
        public String operator(int place) {
            return "OP1";
        }

        @Override
        public String line(int place) {
            return "804";
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
