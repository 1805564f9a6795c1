package cn.haihe.card.clearing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Records for tests, on one fixed day. */
final class Taps {
    static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");
    static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static SubmittedTap beijing(int card, long counter, long amountFen) {
        return tap("31051700", "BEIJING", card, counter, amountFen);
    }

    static SubmittedTap tianjin(int card, long counter, long amountFen) {
        return tap("31049102", "TIANJIN", card, counter, amountFen);
    }

    static SubmittedTap hebei(int card, long counter, long amountFen) {
        return tap("31049503", "HEBEI", card, counter, amountFen);
    }

    private static SubmittedTap tap(String prefix, String issuer, int card, long counter, long amountFen) {
        return new SubmittedTap(
                "r-" + card + "-" + counter,
                "%s%011d".formatted(prefix, card),
                counter,
                issuer,
                amountFen,
                NOW.minusSeconds(counter % 3_600).toString(),
                "PURCHASE");
    }

    static SubmittedBatch batch(String id, String acquirer, SubmittedTap... taps) {
        return batch(id, acquirer, List.of(taps));
    }

    static SubmittedBatch batch(String id, String acquirer, List<SubmittedTap> taps) {
        return new SubmittedBatch(id, acquirer, DAY, taps);
    }

    private Taps() {}
}
