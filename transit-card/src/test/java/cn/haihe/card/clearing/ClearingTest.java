package cn.haihe.card.clearing;

import static cn.haihe.card.clearing.Taps.DAY;
import static cn.haihe.card.clearing.Taps.batch;
import static cn.haihe.card.clearing.Taps.beijing;
import static cn.haihe.card.clearing.Taps.hebei;
import static cn.haihe.card.clearing.Taps.tianjin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.clearing.Positions.Obligation;
import cn.haihe.card.clearing.Positions.Position;
import cn.haihe.card.clearing.PostingResult.BatchFault;
import cn.haihe.card.clearing.PostingResult.Posted;
import cn.haihe.card.clearing.PostingResult.Refused;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Participants;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClearingTest {
    private TestDatabase database;
    private Clearing clearing;

    @BeforeEach
    void open() {
        database = new TestDatabase();
        Participants participants = Participants.threeCities();
        clearing = Clearing.on(
                database.pool(), participants, Contracts.initial(participants), ClearingRules.defaults(), Taps.CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void faresPaidAwayFromHomeBecomeWhatTheCitiesOweEachOther() {
        assertThat(post(batch("t1", "TIANJIN", beijing(1, 1, 1_000), hebei(1, 1, 399), tianjin(1, 1, 500))))
                .isEqualTo(new Posted("t1", 3, 0, Map.of(), 1_899, false));
        post(batch("b1", "BEIJING", tianjin(1, 2, 600)));

        // Half a per cent stays with the issuer: 5 of 1000, 1 of 399, 3 of 600; fares at home move nothing.
        Positions positions = positions();
        assertThat(positions.positions())
                .containsExactly(
                        new Position(Participants.BEIJING, 597, 995),
                        new Position(Participants.HEBEI, 0, 398),
                        new Position(Participants.TIANJIN, 995 + 398, 597));
        assertThat(positions.between())
                .containsExactly(
                        new Obligation(Participants.BEIJING, Participants.TIANJIN, 995 - 597),
                        new Obligation(Participants.HEBEI, Participants.TIANJIN, 398));
    }

    @Test
    void aDayWithoutFaresHasPositionsOfZero() {
        assertThat(positions().positions()).hasSize(3).allMatch(p -> p.netFen() == 0);
        assertThat(post(batch("empty", "HEBEI"))).isEqualTo(new Posted("empty", 0, 0, Map.of(), 0, false));
    }

    @Test
    void aBatchPostedAgainChangesNothingAndAnswersTheSame() {
        SubmittedBatch batch = batch("t1", "TIANJIN", beijing(1, 1, 300), beijing(2, 1, -5));
        Posted first = (Posted) post(batch);
        String before = everything();
        assertThat(post(batch))
                .isEqualTo(new Posted("t1", 1, 1, Map.of(RejectReason.MALFORMED, 1), 300, true))
                .isNotEqualTo(first);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void theSameIdWithOtherContentIsAConflict() {
        post(batch("t1", "TIANJIN", beijing(1, 1, 300)));
        assertThat(fault(batch("t1", "TIANJIN", beijing(1, 1, 301)))).isEqualTo(BatchFault.CONTENT_CONFLICT);
        assertThat(post(batch("t1", "HEBEI", beijing(9, 1, 300)))).isInstanceOf(Posted.class);
    }

    @Test
    void oneEventIsTakenOnceHoweverOftenItComes() {
        SubmittedTap tap = beijing(1, 7, 300);
        assertThat(post(batch("t1", "TIANJIN", tap, tap)))
                .isEqualTo(new Posted("t1", 1, 1, Map.of(RejectReason.DUPLICATE, 1), 300, false));
        assertThat(post(batch("t2", "TIANJIN", beijing(1, 8, 200), tap)))
                .isEqualTo(new Posted("t2", 1, 1, Map.of(RejectReason.DUPLICATE, 1), 200, false));
    }

    @Test
    void anotherStoryUnderTheSameCounterIsKeptForPeopleToDecide() {
        post(batch("t1", "TIANJIN", beijing(1, 7, 300)));
        assertThat(post(batch("t2", "TIANJIN", beijing(1, 7, 301))))
                .isEqualTo(new Posted("t2", 0, 1, Map.of(RejectReason.CONFLICTING, 1), 0, false));
        assertThat(post(batch("h1", "HEBEI", beijing(1, 7, 300))))
                .isEqualTo(new Posted("h1", 0, 1, Map.of(RejectReason.CONFLICTING, 1), 0, false));
        assertThat(post(batch("t3", "TIANJIN", beijing(2, 7, 300), beijing(2, 7, 400))))
                .isEqualTo(new Posted("t3", 1, 1, Map.of(RejectReason.CONFLICTING, 1), 300, false));
        assertThat(await(clearing.listRejected("TIANJIN", "t2", 0, 10)))
                .singleElement()
                .satisfies(kept -> assertThat(kept.record()).contains("amountFen=301"));
    }

    @Test
    void eachBadRecordHasItsReasonAndTheGoodOnesAreTaken() {
        SubmittedTap good = beijing(1, 1, 200);
        var taps = new ArrayList<SubmittedTap>(Arrays.asList(
                null,
                with(good, "12345", 2L, "BEIJING", 200L, good.occurredAt()),
                with(good, good.cardNumber(), -1L, "BEIJING", 200L, good.occurredAt()),
                with(good, good.cardNumber(), 2L, "BEIJING", 0L, good.occurredAt()),
                with(good, good.cardNumber(), 2L, "BEIJING", 200L, "yesterday"),
                with(good, good.cardNumber(), 2L, "BEIJING", null, good.occurredAt()),
                with(good, "3199999900000000001", 2L, "BEIJING", 200L, good.occurredAt()),
                with(good, good.cardNumber(), 2L, "HEBEI", 200L, good.occurredAt()),
                with(good, good.cardNumber(), 2L, "BEIJING", 100_001L, good.occurredAt()),
                with(good, good.cardNumber(), 2L, "BEIJING", 200L, "2026-11-22T04:06:00Z"),
                with(good, good.cardNumber(), 2L, "BEIJING", 200L, "2026-10-01T00:00:00+08:00"),
                good));
        assertThat(post(batch("t1", "TIANJIN", taps)))
                .isEqualTo(new Posted(
                        "t1",
                        1,
                        11,
                        Map.of(
                                RejectReason.MALFORMED, 6,
                                RejectReason.UNKNOWN_CARD_RANGE, 1,
                                RejectReason.WRONG_ISSUER, 1,
                                RejectReason.IMPOSSIBLE_AMOUNT, 1,
                                RejectReason.FUTURE, 1,
                                RejectReason.STALE, 1),
                        200,
                        false));
        assertThat(await(clearing.listRejected("TIANJIN", "t1", 9, 10)))
                .extracting(RejectedTap::line, RejectedTap::reason)
                .containsExactly(tuple(10, RejectReason.FUTURE), tuple(11, RejectReason.STALE));
    }

    @Test
    void aBatchThatCannotBeClearedIsRefusedWhole() {
        assertThat(fault(batch("t1", "SHANGHAI"))).isEqualTo(BatchFault.UNKNOWN_ACQUIRER);
        assertThat(fault(batch("an id; with spaces", "TIANJIN"))).isEqualTo(BatchFault.UNFIT_BATCH_ID);
        assertThat(fault(new SubmittedBatch("t1", "TIANJIN", DAY.plusDays(2), List.of())))
                .isEqualTo(BatchFault.BUSINESS_DAY_OUT_OF_RANGE);
        assertThat(fault(new SubmittedBatch("t1", "TIANJIN", DAY.minusDays(31), List.of())))
                .isEqualTo(BatchFault.BUSINESS_DAY_OUT_OF_RANGE);
        assertThat(fault(batch(
                        "t1",
                        "TIANJIN",
                        IntStream.range(0, 50_001)
                                .mapToObj(i -> beijing(i, 1, 200))
                                .toList())))
                .isEqualTo(BatchFault.TOO_MANY_RECORDS);
    }

    @Test
    void theSameAndOverlappingBatchesAtOnceTakeEachEventOnce() {
        List<SubmittedTap> taps =
                IntStream.range(0, 500).mapToObj(i -> beijing(i, 1, 200)).toList();
        var reversed = new ArrayList<>(taps);
        Collections.reverse(reversed);
        var posts = new ArrayList<Uni<PostingResult>>();
        for (int i = 0; i < 4; i++) {
            posts.add(clearing.post(batch("same", "TIANJIN", taps)));
            posts.add(clearing.post(batch("other-" + i, "TIANJIN", i % 2 == 0 ? reversed : taps)));
        }
        List<PostingResult> results = await(Uni.join().all(posts).andFailFast());
        assertThat(results.stream()
                        .map(Posted.class::cast)
                        .filter(p -> !p.alreadyPosted())
                        .mapToInt(Posted::accepted)
                        .sum())
                .isEqualTo(500);
        assertThat(database.number("SELECT sum(amount_fen)::bigint FROM card_tap"))
                .isEqualTo(100_000);
        assertThat(positions().between())
                .containsExactly(new Obligation(Participants.BEIJING, Participants.TIANJIN, 99_500));
    }

    private static SubmittedTap with(
            SubmittedTap tap, String card, Long counter, String issuer, Long amountFen, String occurredAt) {
        return new SubmittedTap(tap.recordId(), card, counter, issuer, amountFen, occurredAt, tap.kind());
    }

    private BatchFault fault(SubmittedBatch batch) {
        return ((Refused) post(batch)).fault();
    }

    private PostingResult post(SubmittedBatch batch) {
        return await(clearing.post(batch));
    }

    private Positions positions() {
        return await(clearing.getPositions(DAY));
    }

    private String everything() {
        var text = new StringBuilder();
        for (String table : List.of("card_batch", "card_tap", "card_rejected_tap", "ledger_transfer", "ledger_entry")) {
            database.pool()
                    .query("SELECT t::text AS line FROM " + table + " t ORDER BY 1")
                    .executeAndAwait()
                    .forEach(row -> text.append(row.getString("line")).append('\n'));
        }
        return text.toString();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
