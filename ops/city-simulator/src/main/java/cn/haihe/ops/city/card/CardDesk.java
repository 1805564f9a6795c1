package cn.haihe.ops.city.card;

import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where riders of one issuer tell that their card is lost, and now and then that it is found: told to the centre in batches, each
 * until the centre has it. Seeded. One thread at a time.
 */
public final class CardDesk {
    private static final int LOST_AT_ONCE = 2;
    private static final int STAY_LOST = 20;
    private static final String BATCHES = "/clearing/v1/blacklist/batches/";

    private final Institution issuer;
    private final HubClient hub;
    private final Random random;
    private final long runSecond;
    private final int run;
    private final int cards;
    private final Deque<Long> lost = new ArrayDeque<>();
    private List<Map<String, Object>> open;
    private int batches;

    /** @param start numbers this run as it does the gates', whose cards it is asked about */
    public CardDesk(Institution issuer, long seed, Instant start, HubClient hub) {
        this.issuer = issuer;
        this.hub = hub;
        random = new Random(seed * 37 + issuer.ordinal());
        runSecond = start.getEpochSecond();
        run = FareGates.run(start);
        cards = FareGates.cards();
    }

    /** Tells what riders told since. */
    public void tell(Instant now) throws IOException, InterruptedException {
        if (open == null) {
            open = draw();
            batches++;
        }
        try {
            hub.putJson(
                    BATCHES + issuer + "/desk-" + runSecond + "-" + batches,
                    Map.of("changes", open),
                    InstitutionToken.of(issuer, now));
            open = null;
        } catch (RefusedException refused) {
            if (refused.forGood()) {
                open = null;
            }
            throw refused;
        }
    }

    private List<Map<String, Object>> draw() {
        List<Map<String, Object>> changes = new ArrayList<>();
        while (lost.size() > STAY_LOST) {
            changes.add(change(lost.remove(), false, "FOUND"));
        }
        for (int i = 0; i < LOST_AT_ONCE; i++) {
            // As riders do: cards that are used often are lost often.
            long card = issuer.cardNumber(run, (int) (random.nextDouble() * random.nextDouble() * cards));
            if (!lost.contains(card)
                    && changes.stream().noneMatch(one -> one.get("card").equals(Long.toString(card)))) {
                lost.add(card);
                changes.add(change(card, true, "LOST"));
            }
        }
        return changes.isEmpty() ? List.of(change(issuer.cardNumber(run, 0), false, "FOUND")) : changes;
    }

    private static Map<String, Object> change(long card, boolean listed, String reason) {
        return Map.of("card", Long.toString(card), "listed", listed, "reason", reason);
    }
}
