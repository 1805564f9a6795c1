package cn.haihe.card.dispute;

import static cn.haihe.card.ClearedDay.await;
import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.ClearedDay;
import cn.haihe.card.ClearedDay.Tap;
import cn.haihe.card.TestRules;
import cn.haihe.card.adjustment.Adjustment.RecordPlace;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.card.clearing.search.ClearedRecords;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.dispute.DisputeStateException.Why;
import cn.haihe.card.dispute.Disputes.Filter;
import cn.haihe.card.dispute.Disputes.Opening;
import cn.haihe.card.dispute.Disputes.Remedy;
import cn.haihe.card.dispute.Disputes.Upheld;
import cn.haihe.card.exchange.national.AdField;
import cn.haihe.card.exchange.national.AdLayout;
import cn.haihe.card.exchange.national.NationalRecord;
import cn.haihe.card.settlement.Instruction;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisputeTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final RecordPlace OF_BEIJING = new RecordPlace(1, 1);

    @TempDir
    Path folder;

    private ClearedDay centre;
    private Disputes disputes;

    @BeforeEach
    void start() throws Exception {
        centre = new ClearedDay(folder, MONDAY.atTime(23, 30));
        var pool = centre.database.pool();
        Adjustments adjustments = Adjustments.on(pool, centre.settlement, TestRules.calendar(), centre.clock);
        disputes = Disputes.on(pool, adjustments, new ClearedRecords(pool), DisputeRules.defaults(), centre.clock);
        centre.send(TIANJIN, "t1", MONDAY, tap(BEIJING, 480), tap(HEBEI, 400));
        assertWhy(Why.DAY_NOT_DISPUTABLE, () -> disputes.open(ofRecord(480), "b"));
        centre.instruct(MONDAY);
        centre.clock.set(TUESDAY.atTime(9, 0));
    }

    @AfterEach
    void close() {
        centre.close();
    }

    private static Tap tap(Institution issuer, long fen) {
        return new Tap(issuer, 1, 1, fen, 2, MONDAY.atTime(8, 0));
    }

    private static Opening ofRecord(long claimFen) {
        return new Opening(
                BEIJING, TIANJIN, null, Optional.of(OF_BEIJING), claimFen, DisputeReason.NOT_RIDDEN, "持卡人当日在外地");
    }

    @Test
    void aRecordIsDisputedAnsweredAndTakenBackByTwoInTheNextWindow() throws Exception {
        Dispute opened = await(disputes.open(ofRecord(480), "BEIJING"));
        assertThat(opened.businessDay()).isEqualTo(MONDAY);
        assertThat(opened.latest().due()).as("five working days").isEqualTo(LocalDate.of(2026, 11, 24));
        long id = opened.id();
        assertWhy(Why.DISPUTE_EXISTS, () -> disputes.open(ofRecord(480), "BEIJING"));
        assertWhy(Why.WRONG_STATE, () -> disputes.dismiss(id, "before the other was heard", "ann"));
        assertWhy(Why.UNKNOWN_DISPUTE, () -> disputes.answer(id, HEBEI, false, "not ours", "HEBEI"));
        assertThat(await(disputes.answer(id, TIANJIN, false, "闸机日志见附件", "TIANJIN"))
                        .latest()
                        .state())
                .isEqualTo(DisputeState.CONTESTED);

        assertWhy(Why.UNFIT_REMEDY, () -> disputes.askAdjustment(id, new Remedy.AcceptRecord(2), "x", "ann"));
        assertWhy(Why.UNFIT_REMEDY, () -> disputes.askAdjustment(id, new Remedy.Pay(481), "x", "ann"));
        var first = await(disputes.askAdjustment(id, new Remedy.TakeBackRecord(), "the log is of another gate", "ann"));
        await(disputes.dropAdjustment(id, first.id(), "bob", "read it again"));
        assertThat(await(disputes.find(id)).orElseThrow().latest().state()).isEqualTo(DisputeState.CONTESTED);
        assertWhy(Why.WRONG_STATE, () -> disputes.adjust(id, first.id(), "bob"));
        var second =
                await(disputes.askAdjustment(id, new Remedy.TakeBackRecord(), "the log is of another gate", "ann"));
        await(disputes.dropAdjustment(id, first.id(), "clock", "told late"));
        assertThat(await(disputes.listAdjusting(centre.clock.instant()))).isEmpty();
        assertThat(await(disputes.listAdjusting(centre.clock.instant().plusSeconds(1))))
                .containsExactly(new Adjustments.Waiting(id, second.id()));
        assertThatThrownBy(() -> await(disputes.adjust(id, second.id(), "ann")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(await(disputes.adjust(id, second.id(), "bob")).businessDay()).isEqualTo(TUESDAY);
        await(disputes.adjust(id, second.id(), "bob"));
        assertThat(await(disputes.listSteps(id)))
                .extracting(Dispute.Step::state)
                .containsExactly(
                        DisputeState.OPENED,
                        DisputeState.CONTESTED,
                        DisputeState.ADJUSTING,
                        DisputeState.CONTESTED,
                        DisputeState.ADJUSTING,
                        DisputeState.UPHELD);

        centre.instruct(TUESDAY);
        assertThat(await(centre.settlement.listInstructions(TUESDAY)))
                .extracting(Instruction::institution, Instruction::amountFen)
                .as("what the acquirer had got, less the issuer's share")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(BEIJING, 478L),
                        org.assertj.core.groups.Tuple.tuple(TIANJIN, -478L));
        List<Upheld> upheld = await(disputes.listUpheld(TUESDAY, Optional.of(TIANJIN)));
        assertThat(await(disputes.listUpheld(TUESDAY, Optional.of(HEBEI)))).isEmpty();
        Map<AdField, String> line = AdLayout.usual().read(DisputeLines.write(upheld.get(0), AdLayout.usual()));
        assertThat(line)
                .containsEntry(AdField.ORIGINAL_SETTLEMENT_DATE, "20261116")
                .containsEntry(AdField.CENTRE_SERIAL, "000010000001")
                .containsEntry(AdField.ADJUSTMENT_TYPE, "03")
                .containsEntry(AdField.AMOUNT, "000000000480")
                .containsEntry(AdField.REASON, "02持卡人当日在外地")
                .containsEntry(AdField.INITIATOR, "BEIJING")
                .containsEntry(AdField.CONFIRMER, "TIANJIN");
        assertThat(centre.database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry"))
                .isZero();
        assertAuditorIsContent();

        assertWhy(Why.DISPUTE_EXISTS, () -> disputes.open(ofRecord(480), "BEIJING"));
    }

    @Test
    void aPositionIsDisputedAndWhoSaysNothingIsNotWaitedFor() {
        Opening opening = new Opening(
                HEBEI, TIANJIN, MONDAY, Optional.empty(), 90, DisputeReason.WRONG_SHARE, "the new contract holds");
        long id = await(disputes.open(opening, "HEBEI")).id();
        assertThat(await(disputes.expire())).isZero();
        centre.clock.set(LocalDate.of(2026, 11, 25).atTime(0, 1));
        assertThat(await(disputes.expire())).isEqualTo(1);
        assertThat(await(disputes.find(id)).orElseThrow().latest().state()).isEqualTo(DisputeState.UNANSWERED);
        assertWhy(Why.UNFIT_REMEDY, () -> disputes.askAdjustment(id, new Remedy.TakeBackRecord(), "x", "ann"));
        var asked = await(disputes.askAdjustment(id, new Remedy.Pay(60), "by the contract", "ann"));
        await(disputes.adjust(id, asked.id(), "bob"));
        assertThat(centre.database.number(
                        "SELECT amount_fen FROM ledger_entry WHERE kind = 'ADJUSTMENT' AND owner = 'HEBEI'"))
                .isEqualTo(60);
        assertWhy(Why.WRONG_STATE, () -> disputes.withdraw(id, HEBEI, "x", "HEBEI"));
    }

    @Test
    void noRemedyMovesMoreThanWasClaimed() {
        for (Opening unfit : List.of(
                new Opening(HEBEI, HEBEI, MONDAY, Optional.empty(), 1, DisputeReason.OTHER, "with myself"),
                new Opening(HEBEI, TIANJIN, MONDAY, Optional.empty(), 0, DisputeReason.OTHER, "about nothing"))) {
            Uni<Dispute> refused = disputes.open(unfit, "HEBEI");
            assertWhy(Why.UNFIT_REMEDY, () -> refused);
        }
        long id = await(disputes.open(ofRecord(477), "BEIJING")).id();
        await(disputes.answer(id, TIANJIN, true, "a part of it", "TIANJIN"));
        assertWhy(Why.UNFIT_REMEDY, () -> disputes.askAdjustment(id, new Remedy.TakeBackRecord(), "x", "ann"));
        assertThat(await(disputes.askAdjustment(id, new Remedy.Pay(477), "x", "ann"))
                        .adjustment()
                        .amountFen())
                .isEqualTo(477);
    }

    @Test
    void nobodyElseLearnsOfIt() {
        assertWhy(
                Why.UNKNOWN_RECORD,
                () -> disputes.open(
                        new Opening(
                                HEBEI, TIANJIN, null, Optional.of(OF_BEIJING), 1, DisputeReason.OTHER, "whose is it?"),
                        "HEBEI"));
        assertWhy(Why.UNFIT_REMEDY, () -> disputes.open(ofRecord(481), "BEIJING"));
        long id = await(disputes.open(ofRecord(480), "BEIJING")).id();
        assertThat(await(disputes.list(new Filter(Optional.of(HEBEI), false, Optional.empty()), 99, 9)))
                .isEmpty();
        assertThat(await(disputes.list(new Filter(Optional.of(TIANJIN), true, Optional.of(MONDAY)), 99, 9)))
                .hasSize(1);
        byte[] evidence = "gate log".getBytes(StandardCharsets.UTF_8);
        var kept = await(disputes.attach(id, TIANJIN, "log.txt", "text/plain", evidence));
        assertThat(await(disputes.attach(id, TIANJIN, "again.txt", "text/plain", evidence)))
                .as("the same bytes")
                .isEqualTo(kept);
        assertThat(kept.sm3()).hasSize(64);
        assertThat(await(disputes.findContent(id, kept.id()))).hasValue(evidence);
        assertWhy(Why.UNKNOWN_DISPUTE, () -> disputes.attach(id, HEBEI, "x", "text/plain", evidence));
        assertWhy(
                Why.TOO_MANY_ATTACHMENTS,
                () -> disputes.attach(id, TIANJIN, "big", "text/plain", new byte[1024 * 1024 + 1]));
        for (int i = 1; i < 5; i++) {
            await(disputes.attach(id, TIANJIN, "n" + i, "text/plain", new byte[] {(byte) i}));
        }
        assertWhy(Why.TOO_MANY_ATTACHMENTS, () -> disputes.attach(id, TIANJIN, "sixth", "text/plain", new byte[] {9}));
        await(disputes.withdraw(id, BEIJING, "found the ride", "BEIJING"));
        assertWhy(Why.WRONG_STATE, () -> disputes.attach(id, TIANJIN, "late", "text/plain", new byte[] {8}));
    }

    @Test
    void linesOfTheNationalCentreOpenDisputes() {
        AdLayout layout = new AdLayout(Map.of(AdField.REASON, 30, AdField.INITIATOR, 14));
        NationalRecord line = layout.write(Map.of(
                AdField.ORIGINAL_SETTLEMENT_DATE, "20261116",
                AdField.CENTRE_SERIAL, "10000002",
                AdField.AMOUNT, "400",
                AdField.REASON, "03同一行程已付，" + "很长的说明".repeat(9),
                AdField.INITIATOR, "HEBEI",
                AdField.CONFIRMER, "TIANJIN"));
        Opening read = DisputeLines.read(line, layout);
        assertThat(read.record()).contains(new RecordPlace(1, 2));
        assertThat(read.reason()).isEqualTo(DisputeReason.PAID_TWICE);
        assertThat(read.text()).as("cut between letters").isEqualTo("同一行程已付，很长的说明很长");
        assertThat(await(disputes.open(read, "HEBEI")).claimFen()).isEqualTo(400);
        for (Map<AdField, String> wrong : List.of(
                Map.of(AdField.REASON, "99x", AdField.INITIATOR, "HEBEI", AdField.CONFIRMER, "TIANJIN"),
                Map.of(AdField.REASON, "03x", AdField.INITIATOR, "hebei", AdField.CONFIRMER, "TIANJIN"),
                Map.of(AdField.INITIATOR, "HEBEI", AdField.CONFIRMER, "TIANJIN"))) {
            assertThatThrownBy(() -> DisputeLines.read(layout.write(wrong), layout))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertAuditorIsContent() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection books = centre.database.dataSource().getConnection()) {
            int broken = new ClearingAudit(Optional.empty()).run(books, new PrintStream(out));
            assertThat(broken).as(out.toString(StandardCharsets.UTF_8)).isZero();
        }
    }

    private static void assertWhy(Why why, Supplier<Uni<?>> act) {
        assertThatThrownBy(() -> await(act.get()))
                .isInstanceOfSatisfying(
                        DisputeStateException.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
