package cn.haihe.card.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.clearing.PostingResult.Posted;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Participants;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of any day: each try clears one in a database of its own. */
class ClearingPropertiesTest {
    private static final List<String> ACQUIRERS = List.of("BEIJING", "HEBEI", "TIANJIN");

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void anyOrderAndAnyRepetitionOfTheSameBatchesGivesTheSameBalancedDay(
            @ForAll("days") List<SubmittedBatch> day, @ForAll Random random) {
        Positions once;
        try (var database = new TestDatabase()) {
            Clearing clearing = clearing(database);
            day.forEach(batch -> post(clearing, batch));
            once = positions(clearing);
            assertThat(imbalanceFen(database)).isZero();
            assertThat(database.number("SELECT coalesce(sum(amount_fen), 0)::bigint FROM card_tap"))
                    .isEqualTo(-database.number("SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_entry"
                            + " WHERE kind = 'CARD_FUNDS'"));
            assertThat(once.positions().stream()
                            .mapToLong(Positions.Position::netFen)
                            .sum())
                    .isZero();
        }
        var again = new ArrayList<>(day);
        again.addAll(day);
        Collections.shuffle(again, random);
        try (var database = new TestDatabase()) {
            Clearing clearing = clearing(database);
            again.forEach(batch -> post(clearing, batch));
            assertThat(positions(clearing)).isEqualTo(once);
            assertThat(imbalanceFen(database)).isZero();
        }
    }

    /** Up to eight batches whose records are told in full agreement, with events repeated within and across batches. */
    @Provide
    Arbitrary<List<SubmittedBatch>> days() {
        return Arbitraries.randomValue(random -> {
            var batches = new ArrayList<SubmittedBatch>();
            int count = 1 + random.nextInt(8);
            for (int i = 0; i < count; i++) {
                int acquirer = random.nextInt(ACQUIRERS.size());
                var taps = new ArrayList<SubmittedTap>();
                int records = random.nextInt(40);
                for (int j = 0; j < records; j++) {
                    taps.add(tap(random.nextInt(3), random.nextInt(20), acquirer));
                }
                batches.add(Taps.batch("batch-" + i, ACQUIRERS.get(acquirer), taps));
            }
            return batches;
        });
    }

    /** The counter tells acquirer and amount, so that one event is told alike wherever it appears. */
    private static SubmittedTap tap(int issuer, int card, int acquirer) {
        long amountFen = 1 + card * 37L + issuer * 11L;
        return switch (issuer) {
            case 0 -> Taps.beijing(card, acquirer, amountFen);
            case 1 -> Taps.tianjin(card, acquirer, amountFen);
            default -> Taps.hebei(card, acquirer, amountFen);
        };
    }

    private static long imbalanceFen(TestDatabase database) {
        return database.number("SELECT coalesce(sum(abs(s)), 0)::bigint FROM"
                + " (SELECT sum(amount_fen) AS s FROM ledger_entry GROUP BY transfer_id) t");
    }

    private static Clearing clearing(TestDatabase database) {
        Participants participants = Participants.threeCities();
        return Clearing.on(
                database.pool(), participants, Contracts.initial(participants), ClearingRules.defaults(), Taps.CLOCK);
    }

    private static void post(Clearing clearing, SubmittedBatch batch) {
        assertThat(await(clearing.post(batch)))
                .isInstanceOfSatisfying(
                        Posted.class,
                        posted -> assertThat(posted.accepted() + posted.rejected())
                                .isEqualTo(batch.taps().size()));
    }

    private static Positions positions(Clearing clearing) {
        return await(clearing.getPositions(Taps.DAY));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
