package cn.haihe.ops.city.card;

import cn.haihe.card.exchange.BatchFileWriter;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.RecordTexts;
import cn.haihe.card.exchange.TestSigningKeys;
import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.tac.SoftwareModule;
import cn.haihe.card.tac.TestCardKeys;
import cn.haihe.ops.city.traffic.DayProfile;
import cn.haihe.ops.city.traffic.ModelClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Random;

/**
 * The buses and gates of one acquirer, and the cards that tap there: so many taps since the last batch as the hour brings, most
 * by its own city's cards. Cards authenticate what they pay and the acquirer signs its batches, all with test keys. Seeded; a
 * batch is drawn once and then sent until the centre has it. One thread only.
 */
public final class FareGates {
    private static final int CARDS_PER_ISSUER = 5000;
    private static final int MOST_TAPS = 2000;
    private static final int GATES = 200;
    private static final int RUNS = 1_000_000;
    private static final double OWN_SHARE = 0.8;
    private static final byte BUS = 1;
    private static final byte METRO = 2;
    private static final int[] BUS_FARES_FEN = {100, 150, 180, 200, 200};
    private static final int[] METRO_FARES_FEN = {200, 300, 300, 400, 500};
    private static final long PSAM_OF_TEST = 0x3604L << 32;

    private final Institution acquirer;
    private final double tapsPerSecondAtPeak;
    private final Random random;
    private final long runSecond;
    private final int run;
    private final SoftwareModule cards = TestCardKeys.module(Institution.CODES);
    private final int mostTaps;
    private final RecordBlock block;
    private final int[][] taps = new int[Institution.values().length][CARDS_PER_ISSUER];
    private final int[] gateSequence = new int[GATES];
    private final CardFilter filter;
    private Instant last;
    private long batches;
    private long records;
    private long refused;

    /** @param start also numbers this run, so that its cards and names are not those of an earlier one */
    public FareGates(Institution acquirer, double tapsPerSecondAtPeak, long seed, Instant start) {
        this(acquirer, tapsPerSecondAtPeak, seed, start, CardFilter.NONE, MOST_TAPS);
    }

    /** @param filter of their terminals */
    public FareGates(Institution acquirer, double tapsPerSecondAtPeak, long seed, Instant start, CardFilter filter) {
        this(acquirer, tapsPerSecondAtPeak, seed, start, filter, MOST_TAPS);
    }

    /** @param mostTaps in a batch */
    public FareGates(Institution acquirer, double tapsPerSecondAtPeak, long seed, Instant start, int mostTaps) {
        this(acquirer, tapsPerSecondAtPeak, seed, start, CardFilter.NONE, mostTaps);
    }

    private FareGates(
            Institution acquirer,
            double tapsPerSecondAtPeak,
            long seed,
            Instant start,
            CardFilter filter,
            int mostTaps) {
        this.filter = filter;
        this.acquirer = acquirer;
        this.mostTaps = mostTaps;
        block = new RecordBlock(mostTaps);
        this.tapsPerSecondAtPeak = tapsPerSecondAtPeak;
        random = new Random(seed * 31 + acquirer.ordinal());
        runSecond = start.getEpochSecond();
        run = run(start);
        last = start;
    }

    static int run(Instant start) {
        return (int) (start.getEpochSecond() / 10 % RUNS);
    }

    /** How many cards of one issuer ride here, numbered from 0. */
    static int cards() {
        return CARDS_PER_ISSUER * Institution.values().length;
    }

    /** The taps between the last batch and now; none at all gives a batch without records. */
    public TapBatch collect(Instant now, LocalDateTime modelTime) throws IOException {
        double seconds = Math.max(0, (now.toEpochMilli() - last.toEpochMilli()) / 1000.0);
        double mean = tapsPerSecondAtPeak * DayProfile.demand(modelTime) * seconds;
        int count = (int) Math.min(mostTaps, Math.floor(mean + random.nextDouble()));
        block.clear(1);
        for (int i = 0; i < count; i++) {
            long millis = (long) (random.nextDouble() * seconds * 1000);
            tap(last.plusMillis(millis));
        }
        last = now;
        String name = "%s-%d-%05d".formatted(acquirer, runSecond, ++batches);
        return new TapBatch(name, block.size, write(name, LocalDateTime.ofInstant(now, ModelClock.ZONE)));
    }

    /** Cards that terminals turned away, by the lists that they have. */
    public long refused() {
        return refused;
    }

    private byte[] write(String name, LocalDateTime now) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        BatchHeader header = new BatchHeader(acquirer.name(), name, now.toLocalDate(), now);
        try (BatchFileWriter writer = new BatchFileWriter(file, header, Institution.CODES)) {
            writer.write(block, new Texts(records));
            writer.finish(TestSigningKeys.privateKey(acquirer.name()), TestSigningKeys.VERSION);
        }
        records += block.size;
        return file.toByteArray();
    }

    private void tap(Instant moment) {
        Institution[] all = Institution.values();
        Institution issuer = random.nextDouble() < OWN_SHARE ? acquirer : all[random.nextInt(all.length)];
        int card = (int) (random.nextDouble() * random.nextDouble() * CARDS_PER_ISSUER);
        int gate = random.nextInt(GATES);
        long number = issuer.cardNumber(run, card * all.length + acquirer.ordinal());
        boolean metro = acquirer.hasMetro() && random.nextBoolean();
        int[] fares = metro ? METRO_FARES_FEN : BUS_FARES_FEN;
        int amountFen = fares[random.nextInt(fares.length)];
        int beforeFen = amountFen + random.nextInt(20_000);
        if (filter.refuses(number, issuer.city(), moment)) {
            refused++;
            return;
        }
        LocalDateTime at = LocalDateTime.ofInstant(moment, ModelClock.ZONE);
        int place = block.size++;
        block.card[place] = number;
        block.counter[place] = ++taps[issuer.ordinal()][card] & 0xFFFF;
        block.issuer[place] = issuer.ordinal();
        block.balanceBeforeFen[place] = beforeFen;
        block.amountFen[place] = amountFen;
        block.balanceAfterFen[place] = beforeFen - amountFen;
        block.type[place] = 6;
        block.psam[place] = PSAM_OF_TEST | (long) acquirer.ordinal() << 28 | (long) run << 8 | gate;
        block.psamSequence[place] = ++gateSequence[gate];
        block.date[place] = at.getYear() * 10_000 + at.getMonthValue() * 100 + at.getDayOfMonth();
        block.time[place] = at.getHour() * 10_000 + at.getMinute() * 100 + at.getSecond();
        block.keyVersion[place] = TestCardKeys.VERSION;
        block.algorithm[place] = 0;
        block.transactionCity[place] = (short) acquirer.city();
        block.cardCity[place] = (short) issuer.city();
        block.industry[place] = metro ? METRO : BUS;
        block.cardType[place] = 1;
        block.consumeKind[place] = 0;
        block.test[place] = false;
        cards.sign(block, place);
    }

    private record Texts(long before) implements RecordTexts {
        @Override
        public long serial(int place) {
            return before + place + 1;
        }

        @Override
        public String terminal(int place) {
            return "SIM";
        }

        @Override
        public String operator(int place) {
            return "SIM";
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
