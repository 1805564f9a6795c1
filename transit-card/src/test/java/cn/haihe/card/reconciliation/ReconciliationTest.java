package cn.haihe.card.reconciliation;

import static cn.haihe.card.ClearedDay.await;
import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.ClearedDay;
import cn.haihe.card.ClearedDay.Tap;
import cn.haihe.card.TestRules;
import cn.haihe.card.adjustment.Adjustments;
import cn.haihe.card.audit.ClearingAudit;
import cn.haihe.card.clearing.file.FileConflictException;
import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.clearing.file.Uploads;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.ShareRule;
import cn.haihe.card.exchange.BatchFault;
import cn.haihe.card.exchange.BatchHeader;
import cn.haihe.card.exchange.BatchTrailer;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.reconciliation.Discrepancies.Filter;
import cn.haihe.card.reconciliation.Discrepancies.Remedy;
import cn.haihe.card.reconciliation.DiscrepancyStateException.Why;
import cn.haihe.card.reconciliation.Reconciliation.WaitingFile;
import cn.haihe.card.reconciliation.ReconciliationRun.Scope;
import cn.haihe.card.settlement.Instruction;
import cn.haihe.card.settlement.WindowState;
import cn.haihe.card.settlement.WindowStateException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worked example: what goes wrong between a Monday's fares and the bank, and how people put it right. */
class ReconciliationTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LocalDate NEXT_MONDAY = MONDAY.plusDays(7);
    private static final long IMPLAUSIBLE_FEN = 90_000;

    @TempDir
    Path folder;

    private ClearedDay centre;
    private Reconciliation reconciliation;
    private Discrepancies queue;

    @BeforeEach
    void start() {
        centre = new ClearedDay(folder, MONDAY.atTime(23, 30));
        ReconciliationRules rules = ReconciliationRules.defaults();
        reconciliation = Reconciliation.on(centre.database.pool(), centre.settlement, rules, centre.clock);
        Adjustments adjustments =
                Adjustments.on(centre.database.pool(), centre.settlement, TestRules.calendar(), centre.clock);
        queue = Discrepancies.on(centre.database.pool(), adjustments, centre.clock);
    }

    @AfterEach
    void close() {
        centre.close();
    }

    @Test
    void aFileWithoutRulesWaitsForAPersonAndNotForEver() throws Exception {
        mondaysFares();
        centre.database.run("INSERT INTO card_file OVERRIDING SYSTEM VALUE VALUES" + " (99, 'TIANJIN', 'orphan', '"
                + MONDAY + "', '" + MONDAY + "', 'd', 7, 700, now())");
        centre.database.run(
                "INSERT INTO card_upload (sender, name, state, bytes, sha256, received_at, received_by, file_id)"
                        + " VALUES ('TIANJIN', 'orphan', 'VERIFIED', 1, '', now(), 'x', 99)");
        WaitingFile file = new WaitingFile(99, TIANJIN, "orphan", MONDAY, 7, "no rules hold");
        await(reconciliation.tellWithoutRules(file));
        await(reconciliation.tellWithoutRules(file));
        await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        Discrepancy one = await(queue.list(Filter.UNRESOLVED, 0, 100)).stream()
                .filter(any -> any.kind() == DiscrepancyKind.FILE_WITHOUT_RULES)
                .findFirst()
                .orElseThrow();
        assertThat(one.latest().state()).as("it waits still").isEqualTo(DiscrepancyState.OPEN);
        assertThat(one.institution()).contains(TIANJIN);
        await(centre.settlement.close(MONDAY, "ann"));
        assertThatThrownBy(() -> await(centre.settlement.seal(MONDAY, "ann"))).hasMessageContaining("1 files");
        assertThatThrownBy(() -> await(queue.resolve(one.id(), DiscrepancyOutcome.EXPLAINED, "ann", "x")))
                .isInstanceOf(DiscrepancyStateException.class);
        await(queue.resolve(one.id(), DiscrepancyOutcome.FILE_REFUSED, "ann", "from before there were rules"));
        await(centre.settlement.seal(MONDAY, "ann"));
        assertAuditorIsContent();
        Upload told = await(new Uploads(centre.database.pool()).find("TIANJIN", "orphan"))
                .orElseThrow();
        assertThat(told.fault()).contains(BatchFault.NO_RULES);
        assertThat(told.detail()).contains("another name").contains("from before there were rules");
        BatchHeader header = new BatchHeader("TIANJIN", "orphan", MONDAY, MONDAY.atTime(9, 0));
        FileRegister register = new FileRegister(centre.database.pool(), centre.settlement);
        assertThatThrownBy(() -> await(register.register(
                        folder, header, new BatchTrailer(7, 700, "d", 1, ""), centre.clock.instant())))
                .as("the same name again")
                .isInstanceOf(FileConflictException.class);
    }

    @Test
    void aDayOnWhichMuchGoesWrongIsPutRightByPeople() throws Exception {
        mondaysFares();
        centre.instruct(MONDAY);
        assertThat(await(centre.settlement.listInstructions(MONDAY)))
                .extracting(Instruction::institution, Instruction::amountFen)
                .containsExactly(tuple(BEIJING, -378L), tuple(HEBEI, -398L), tuple(TIANJIN, 776L));
        assertThat(await(reconciliation.run(MONDAY, Scope.FULL, "ann")).found())
                .as("the bank still has time")
                .isZero();

        centre.confirm("r1", MONDAY, TIANJIN, 776);
        centre.confirm("r2", MONDAY, TIANJIN, 776);
        assertThat(centre.confirm("r3", MONDAY, BEIJING, -372).state()).isEqualTo(WindowState.DISPUTED);
        centre.clock.set(NEXT_MONDAY.plusDays(1).atTime(6, 0));
        ReconciliationRun run = await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        assertThat(run)
                .extracting(
                        ReconciliationRun::records,
                        ReconciliationRun::recordsFen,
                        ReconciliationRun::postedFen,
                        ReconciliationRun::instructedFen,
                        ReconciliationRun::confirmedFen,
                        ReconciliationRun::found,
                        ReconciliationRun::fresh)
                .containsExactly(5L, 1_380L, 1_380L, 776L, 1_552L, 4, 4);
        List<Discrepancy> found = await(queue.list(Filter.UNRESOLVED, 0, 100));
        assertThat(found)
                .extracting(
                        Discrepancy::kind,
                        Discrepancy::subject,
                        one -> one.latest().evidence().expectedFen(),
                        one -> one.latest().evidence().foundFen(),
                        one -> one.latest().evidence().theirs())
                .containsExactlyInAnyOrder(
                        tuple(DiscrepancyKind.CONFIRMED_OTHERWISE, "bank BEIJING", -378L, -372L, "r3 -372 fen"),
                        tuple(DiscrepancyKind.CONFIRMATION_MISSING, "bank HEBEI", -398L, 0L, "nothing was said"),
                        tuple(DiscrepancyKind.CONFIRMED_TWICE, "bank TIANJIN", 776L, 1_552L, "r1 776 fen; r2 776 fen"),
                        tuple(
                                DiscrepancyKind.SUSPENDED_TOO_LONG,
                                "record 2-2",
                                IMPLAUSIBLE_FEN,
                                0L,
                                "IMPLAUSIBLE_FARE, undecided after 2026-11-23"));
        assertThat(found)
                .extracting(one -> one.latest().due())
                .as("three working days, no week-end between")
                .containsOnly(LocalDate.of(2026, 11, 27));
        ReconciliationRun again = await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        assertThat(again.found()).isEqualTo(4);
        assertThat(again.fresh()).as("the same differences").isZero();
        assertThat(await(queue.listSteps(found.get(0).id()))).hasSize(1);

        resolveAll();
        ReconciliationRun last = await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        assertThat(last.found()).isZero();
        assertThat(await(queue.list(Filter.UNRESOLVED, 0, 100))).isEmpty();
        assertThat(await(centre.settlement.findWindow(MONDAY)).orElseThrow().state())
                .isEqualTo(WindowState.SETTLED);

        LocalDate tuesday = NEXT_MONDAY.plusDays(1);
        centre.instruct(tuesday);
        assertThat(await(centre.settlement.listInstructions(tuesday)))
                .as("the record that was accepted, less the issuer's half per cent")
                .extracting(Instruction::institution, Instruction::amountFen)
                .containsExactly(tuple(HEBEI, -89_550L), tuple(TIANJIN, 89_550L));
        assertThat(await(reconciliation.run(tuesday, Scope.FULL, "system")).found())
                .isZero();
        assertThat(centre.database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry"))
                .isZero();
        assertAuditorIsContent();
    }

    private void mondaysFares() throws Exception {
        centre.send(BEIJING, "mon", MONDAY, tap(TIANJIN, 1, 1, 100));
        centre.send(
                TIANJIN,
                "mon",
                MONDAY,
                tap(BEIJING, 1, 1, 480),
                tap(HEBEI, 9, 1, IMPLAUSIBLE_FEN),
                tap(HEBEI, 1, 1, 400),
                tap(TIANJIN, 5, 1, 200),
                tap(TIANJIN, 6, 1, 200));
    }

    private static Tap tap(Institution issuer, int card, int counter, long fen) {
        return new Tap(issuer, card, counter, fen, 2, MONDAY.atTime(8, 0));
    }

    private void resolveAll() {
        Discrepancy lost = find(DiscrepancyKind.CONFIRMATION_MISSING);
        await(queue.assign(lost.id(), "ann", "bob", "knows the bank"));
        centre.confirm("r4", MONDAY, HEBEI, -398);
        await(reconciliation.run(MONDAY, Scope.FOLLOW_UP, "system"));
        lost = find(DiscrepancyKind.CONFIRMATION_MISSING);
        assertThat(lost.latest().state()).isEqualTo(DiscrepancyState.NO_LONGER_FOUND);
        assertThat(lost.latest().owner()).isEqualTo("ann");
        await(queue.resolve(lost.id(), DiscrepancyOutcome.EXPLAINED, "ann", "the bank's line was down"));

        Discrepancy twice = find(DiscrepancyKind.CONFIRMED_TWICE);
        centre.confirm("r5", MONDAY, TIANJIN, -776);
        await(queue.resolve(twice.id(), DiscrepancyOutcome.CORRECTED_BY_BANK, "ann", "taken back by r5"));

        Discrepancy otherwise = find(DiscrepancyKind.CONFIRMED_OTHERWISE);
        var asked = await(queue.askAdjustment(otherwise.id(), new Remedy.TakeBankMove(), "ann", "6 fen were fees"));
        assertThat(asked.adjustment().amountFen()).isEqualTo(6);
        assertThatThrownBy(() -> await(queue.adjust(otherwise.id(), asked.id(), "ann")))
                .as("by oneself")
                .isInstanceOf(IllegalArgumentException.class);
        await(queue.adjust(otherwise.id(), asked.id(), "bob"));
        await(queue.adjust(otherwise.id(), asked.id(), "bob"));
        await(centre.settlement.settleIfDone(MONDAY, "ann, bob"));

        Discrepancy record = find(DiscrepancyKind.SUSPENDED_TOO_LONG);
        assertWhy(Why.UNFIT_REMEDY, () -> queue.resolve(record.id(), DiscrepancyOutcome.EXPLAINED, "ann", "so"));
        long issuerFen = new ShareRule(50, 9_950, ShareRule.Party.ACQUIRER).issuerFen(IMPLAUSIBLE_FEN);
        var accept = await(queue.askAdjustment(
                record.id(), new Remedy.AcceptRecord(issuerFen), "ann", "a season ticket sold on board"));
        assertWhy(Why.WRONG_STATE, () -> queue.resolve(record.id(), DiscrepancyOutcome.RECORD_REFUSED, "bob", "no"));
        await(queue.dropAdjustment(record.id(), accept.id(), "bob", "show me the receipt"));
        assertThat(find(DiscrepancyKind.SUSPENDED_TOO_LONG).latest().state()).isEqualTo(DiscrepancyState.OPEN);
        var second =
                await(queue.askAdjustment(record.id(), new Remedy.AcceptRecord(issuerFen), "ann", "see receipt 7"));
        await(queue.dropAdjustment(record.id(), accept.id(), "clock", "told late"));
        assertThat(await(queue.listAdjusting(centre.clock.instant()))).isEmpty();
        assertThat(await(queue.listAdjusting(centre.clock.instant().plusSeconds(1))))
                .containsExactly(new Adjustments.Waiting(record.id(), second.id()));
        await(queue.adjust(record.id(), second.id(), "bob"));
    }

    @Test
    void moneyThatTheBankMovedUntoldAndWhatItRefusedIsSeen() throws Exception {
        mondaysFares();
        centre.instruct(MONDAY);
        LocalDate tuesday = MONDAY.plusDays(1);
        assertThatThrownBy(() -> centre.confirm("x", tuesday, HEBEI, 77)).isInstanceOf(WindowStateException.class);
        await(reconciliation.run(tuesday, Scope.FULL, "ann"));
        Discrepancy unknown = find(DiscrepancyKind.UNKNOWN_INSTRUCTION);
        assertThat(unknown.latest().evidence().amountFen()).isEqualTo(77);
        assertThat(unknown.institution()).contains(HEBEI);

        await(centre.settlement.confirm(
                new cn.haihe.card.settlement.Confirmation("n", MONDAY, HEBEI, -398, false, "blocked"), "bank"));
        await(reconciliation.run(MONDAY, Scope.FOLLOW_UP, "ann"));
        assertThat(find(DiscrepancyKind.NOT_EXECUTED).latest().evidence().theirs())
                .isEqualTo("n -398 fen not executed");
        await(queue.resolve(
                find(DiscrepancyKind.NOT_EXECUTED).id(), DiscrepancyOutcome.EXPLAINED, "ann", "told again"));
        centre.clock.set(tuesday.atTime(9, 0));
        await(centre.settlement.instruct(MONDAY, cn.haihe.card.settlement.Caps.NONE, "ann, bob"));
        await(reconciliation.run(MONDAY, Scope.FOLLOW_UP, "ann"));
        assertThat(await(queue.list(Filter.UNRESOLVED, 0, 9)))
                .extracting(Discrepancy::kind)
                .as("it was told again, and has time")
                .containsExactly(DiscrepancyKind.UNKNOWN_INSTRUCTION);
    }

    @Test
    void recordsWithoutPostingAndPostingsWithoutRecordsAreSeen() throws Exception {
        mondaysFares();
        Transfer invented = new Transfer(
                UUID.randomUUID(),
                MONDAY,
                "file 7 issuer HEBEI",
                List.of(
                        new Entry(HEBEI, AccountKind.CARD_FUNDS, TIANJIN, -50),
                        new Entry(TIANJIN, AccountKind.FARE_REVENUE, HEBEI, 50)));
        await(centre.database
                .pool()
                .withTransaction(transaction -> centre.ledger.post(transaction, List.of(invented))));
        centre.database.run("ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_append_only");
        centre.database.run("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only");
        centre.database.run("UPDATE ledger_transfer SET reference = 'file 9 issuer BEIJING'"
                + " WHERE reference = 'file 2 issuer BEIJING'");
        centre.database.run("UPDATE ledger_entry SET amount_fen = amount_fen * 2 WHERE transfer_id ="
                + " (SELECT id FROM ledger_transfer WHERE reference = 'file 2 issuer TIANJIN')");
        await(reconciliation.run(MONDAY, Scope.FULL, "ann"));
        assertThat(await(queue.list(Filter.UNRESOLVED, 0, 100)))
                .extracting(
                        Discrepancy::kind,
                        Discrepancy::subject,
                        one -> one.latest().evidence().expectedFen(),
                        one -> one.latest().evidence().foundFen())
                .containsExactlyInAnyOrder(
                        tuple(DiscrepancyKind.RECORD_WITHOUT_POSTING, "file 2 issuer BEIJING", 480L, 0L),
                        tuple(DiscrepancyKind.POSTING_WITHOUT_RECORD, "file 7 issuer HEBEI", 0L, 50L),
                        tuple(DiscrepancyKind.POSTING_WITHOUT_RECORD, "file 9 issuer BEIJING", 0L, 480L),
                        tuple(DiscrepancyKind.POSTED_OTHERWISE, "file 2 issuer TIANJIN", 400L, 800L));
    }

    @Test
    void aDayThatWasChangedAfterItsSealIsSeen() throws Exception {
        mondaysFares();
        centre.instruct(MONDAY);
        centre.database.run("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only");
        centre.database.run("UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE kind = 'FARE_REVENUE'"
                + " AND owner = 'TIANJIN' AND counterparty = 'BEIJING'");
        await(reconciliation.run(MONDAY, Scope.FULL, "ann"));
        assertThat(await(queue.list(Filter.UNRESOLVED, 0, 100)))
                .extracting(Discrepancy::kind, Discrepancy::subject)
                .contains(
                        tuple(DiscrepancyKind.SEAL_BROKEN, "seal"),
                        tuple(DiscrepancyKind.NETTED_OTHERWISE, "netted BEIJING"),
                        tuple(DiscrepancyKind.NETTED_OTHERWISE, "instruction TIANJIN"));
    }

    @Test
    void ofTwoRecordsThatContradictEachOtherOneCanBePaid() throws Exception {
        centre.send(BEIJING, "mon", MONDAY, tap(TIANJIN, 1, 1, 100));
        centre.send(HEBEI, "mon", MONDAY, tap(TIANJIN, 1, 1, 200));
        centre.instruct(MONDAY);
        centre.clock.set(NEXT_MONDAY.plusDays(1).atTime(6, 0));
        await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        List<Discrepancy> both = await(queue.list(
                new Filter(true, Optional.of(MONDAY), Optional.empty(), Optional.of(TIANJIN), Optional.empty()), 0, 9));
        assertThat(both).extracting(Discrepancy::subject).containsExactly("record 1-1", "record 2-1");
        for (Discrepancy one : both) {
            await(queue.askAdjustment(one.id(), new Remedy.AcceptRecord(0), "ann", "terminal's log"));
        }
        await(queue.adjust(both.get(1).id(), 2, "bob"));
        assertWhy(Why.RECORD_DECIDED, () -> queue.adjust(both.get(0).id(), 1, "bob"));
        await(queue.dropAdjustment(both.get(0).id(), 1, "bob", "the other one was paid"));
        await(queue.resolve(both.get(0).id(), DiscrepancyOutcome.RECORD_REFUSED, "bob", "the other one was paid"));
        assertThat(await(reconciliation.run(MONDAY, Scope.FULL, "system")).found())
                .isZero();
        assertAuditorIsContent();
    }

    @Test
    void daysAreFollowedUntilNothingIsLeft() throws Exception {
        centre.send(TIANJIN, "mon", MONDAY, tap(BEIJING, 1, 1, 480));
        centre.instruct(MONDAY);
        assertThat(await(reconciliation.listNeverRun(MONDAY))).containsExactly(MONDAY);
        await(reconciliation.run(MONDAY, Scope.FULL, "system"));
        assertThat(await(reconciliation.listNeverRun(MONDAY))).isEmpty();
        assertThat(await(reconciliation.listUnfinished(MONDAY))).containsExactly(MONDAY);
        centre.confirm("r1", MONDAY, BEIJING, -478);
        centre.confirm("r2", MONDAY, TIANJIN, 478);
        centre.clock.set(MONDAY.plusDays(1).atTime(6, 0));
        await(reconciliation.run(MONDAY, Scope.FOLLOW_UP, "system"));
        assertThat(await(reconciliation.listUnfinished(MONDAY))).isEmpty();
        assertThat(await(reconciliation.list(Long.MAX_VALUE, 10)))
                .extracting(ReconciliationRun::scope)
                .containsExactly(Scope.FOLLOW_UP, Scope.FULL);
    }

    private Discrepancy find(DiscrepancyKind kind) {
        Filter filter = new Filter(true, Optional.empty(), Optional.of(kind), Optional.empty(), Optional.empty());
        return await(queue.list(filter, 0, 2)).get(0);
    }

    private static void assertWhy(Why why, java.util.function.Supplier<io.smallrye.mutiny.Uni<?>> act) {
        assertThatThrownBy(() -> await(act.get()))
                .isInstanceOfSatisfying(
                        DiscrepancyStateException.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private void assertAuditorIsContent() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Connection books = centre.database.dataSource().getConnection()) {
            int broken = new ClearingAudit(Optional.empty()).run(books, new PrintStream(out));
            assertThat(broken).as(out.toString(StandardCharsets.UTF_8)).isZero();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
