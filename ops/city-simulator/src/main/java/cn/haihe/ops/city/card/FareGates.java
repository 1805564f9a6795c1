package cn.haihe.ops.city.card;

import cn.haihe.ops.city.traffic.DayProfile;
import cn.haihe.ops.city.traffic.ModelClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The buses and gates of one acquirer: so many taps since the last batch as the hour brings, most by its own city's
 * cards. Seeded; a batch is drawn once and then posted until the centre has it. One thread only.
 */
public final class FareGates {
    private static final int CARDS_PER_ISSUER = 5000;
    private static final int MOST_TAPS = 2000;
    private static final double OWN_SHARE = 0.8;
    private static final int[] FARES_FEN = {100, 150, 180, 200, 200, 270, 300, 360, 400, 500};

    private final Institution acquirer;
    private final double tapsPerSecondAtPeak;
    private final Random random;
    private final long run;
    private final int[][] taps = new int[Institution.values().length][CARDS_PER_ISSUER];
    private Instant last;
    private long batches;
    private long records;

    /** @param start also numbers this run, so that ids never repeat those of an earlier one */
    public FareGates(Institution acquirer, double tapsPerSecondAtPeak, long seed, Instant start) {
        this.acquirer = acquirer;
        this.tapsPerSecondAtPeak = tapsPerSecondAtPeak;
        random = new Random(seed * 31 + acquirer.ordinal());
        run = start.getEpochSecond();
        last = start;
    }

    /** The taps between the last batch and now; none at all gives an empty batch. */
    public TapBatch collect(Instant now, LocalDateTime modelTime) {
        double seconds = Math.max(0, (now.toEpochMilli() - last.toEpochMilli()) / 1000.0);
        double mean = tapsPerSecondAtPeak * DayProfile.demand(modelTime) * seconds;
        int count = (int) Math.min(MOST_TAPS, Math.floor(mean + random.nextDouble()));
        List<TapRecord> drawn = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long millis = (long) (random.nextDouble() * seconds * 1000);
            drawn.add(tap(last.plusMillis(millis)));
        }
        last = now;
        String batchId = "%s-%d-%05d".formatted(acquirer, run, ++batches);
        String day = LocalDateTime.ofInstant(now, ModelClock.ZONE).toLocalDate().toString();
        return new TapBatch(batchId, acquirer, day, drawn);
    }

    private TapRecord tap(Instant at) {
        Institution[] all = Institution.values();
        Institution issuer = random.nextDouble() < OWN_SHARE ? acquirer : all[random.nextInt(all.length)];
        int card = (int) (random.nextDouble() * random.nextDouble() * CARDS_PER_ISSUER);
        int earlier = taps[issuer.ordinal()][card]++;
        return new TapRecord(
                "%s-%d-%d".formatted(acquirer, run, ++records),
                issuer.cardNumber(card * Institution.values().length + acquirer.ordinal()),
                (run + earlier) % 0x100000000L,
                issuer,
                FARES_FEN[random.nextInt(FARES_FEN.length)],
                at.toString(),
                "PURCHASE");
    }
}
