package cn.haihe.card.settlement;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.haihe.card.TestDatabase;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.DayBoundary;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.RuleBook;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.ledger.AccountKind;
import cn.haihe.card.ledger.Entry;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.settlement.WindowStateException.Why;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Clock NIGHT = Clock.fixed(Instant.parse("2026-11-22T15:30:00Z"), CHINA);

    private final TestDatabase database = new TestDatabase();
    private final Ledger ledger = Ledger.inPostgres();
    private final Settlement settlement = new PostgresSettlement(database.pool(), ledger, CHINA, NIGHT);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aDayGoesFromItsFirstFileToTheBanksLastWord() {
        fares(BEIJING, TIANJIN, 1_000);
        fares(TIANJIN, BEIJING, 400);
        fares(HEBEI, TIANJIN, 50);
        pledge(BEIJING, 500);
        netted();
        assertThat(balance(BEIJING, AccountKind.NET_CLAIM)).isEqualTo(-600);
        assertThat(balance(TIANJIN, AccountKind.NET_CLAIM)).isEqualTo(650);
        assertThat(balance(BEIJING, AccountKind.RESERVED))
                .as("all that was pledged")
                .isEqualTo(500);
        await(settlement.instruct(DAY, Caps.NONE, "ann"));
        assertThat(await(settlement.listInstructions(DAY)))
                .containsExactly(
                        new Instruction(DAY, BEIJING, -600),
                        new Instruction(DAY, HEBEI, -50),
                        new Instruction(DAY, TIANJIN, 650));
        assertThat(confirm("r1", BEIJING, -600).state()).isEqualTo(WindowState.INSTRUCTED);
        assertThat(confirm("r2", HEBEI, -50).state()).isEqualTo(WindowState.INSTRUCTED);
        assertThat(confirm("r2", HEBEI, -50).state()).as("told again").isEqualTo(WindowState.INSTRUCTED);
        assertThat(confirm("r3", TIANJIN, 650).state()).isEqualTo(WindowState.SETTLED);
        assertThat(balance(BEIJING, AccountKind.NET_CLAIM)).isZero();
        assertThat(balance(BEIJING, AccountKind.SETTLEMENT_BANK)).isEqualTo(-600);
        assertThat(balance(BEIJING, AccountKind.RESERVED)).isZero();
        assertThat(balance(BEIJING, AccountKind.PLEDGED)).isEqualTo(500);
        assertThat(await(settlement.listSteps(DAY)))
                .extracting(Window::state)
                .containsExactly(
                        WindowState.OPEN,
                        WindowState.CLOSING,
                        WindowState.CLOSED,
                        WindowState.NETTED,
                        WindowState.INSTRUCTED,
                        WindowState.SETTLED);
        assertLedgerBalances();
    }

    @Test
    void aDayWithoutAnythingSettlesByItself() {
        netted();
        assertThat(await(settlement.instruct(DAY, Caps.NONE, "ann")).state()).isEqualTo(WindowState.SETTLED);
    }

    @Test
    void whatTheBankDoesNotDoFreesWhatWasReservedAndCanBeToldAgain() {
        fares(BEIJING, TIANJIN, 1_000);
        pledge(BEIJING, 5_000);
        netted();
        await(settlement.instruct(DAY, Caps.NONE, "ann"));
        confirm("r1", TIANJIN, 1_000);
        Window disputed = await(
                settlement.confirm(new Confirmation("r2", DAY, BEIJING, -1_000, false, "account blocked"), "bank"));
        assertThat(disputed.state()).isEqualTo(WindowState.DISPUTED);
        assertThat(balance(BEIJING, AccountKind.RESERVED)).isZero();
        assertThat(await(settlement.instruct(DAY, Caps.NONE, "bob")).state()).isEqualTo(WindowState.INSTRUCTED);
        assertThat(balance(BEIJING, AccountKind.RESERVED)).isEqualTo(1_000);
        assertThat(confirm("r3", BEIJING, -1_000).state()).isEqualTo(WindowState.SETTLED);
        assertThat(balance(BEIJING, AccountKind.PLEDGED)).isEqualTo(5_000);
        assertLedgerBalances();
    }

    @Test
    void anotherAmountThanInstructedIsADispute() {
        fares(BEIJING, TIANJIN, 1_000);
        netted();
        await(settlement.instruct(DAY, Caps.NONE, "ann"));
        assertThat(confirm("r1", BEIJING, -999).state()).isEqualTo(WindowState.DISPUTED);
        assertWhy(Why.REFERENCE_REUSED, () -> confirm("r1", BEIJING, -1_000));
        assertWhy(Why.NO_SUCH_INSTRUCTION, () -> confirm("r9", HEBEI, 1));
    }

    @Test
    void whoOwesMoreThanItsCapIsNotInstructed() {
        fares(BEIJING, TIANJIN, 1_000);
        netted();
        assertWhy(Why.CAP_EXCEEDED, () -> settlement.instruct(DAY, new Caps(Map.of(BEIJING, 999L)), "ann"));
        assertWhy(Why.CAP_EXCEEDED, () -> settlement.checkInstruct(DAY, new Caps(Map.of(BEIJING, 999L))));
        assertWhy(Why.NO_SUCH_WINDOW, () -> settlement.checkInstruct(DAY.plusDays(1), Caps.NONE));
        assertThat(await(settlement.listInstructions(DAY))).isEmpty();
        assertThat(await(settlement.instruct(DAY, new Caps(Map.of(BEIJING, 1_000L)), "ann"))
                        .state())
                .isEqualTo(WindowState.INSTRUCTED);
        assertWhy(Why.WRONG_STATE, () -> settlement.checkInstruct(DAY, Caps.NONE));
        Caps both = new Caps(Map.of(BEIJING, 999L, HEBEI, 5L, TIANJIN, 7L))
                .orHigher(new Caps(Map.of(BEIJING, 1_000L, TIANJIN, 6L)));
        assertThat(both.netDebitFen()).containsOnly(Map.entry(BEIJING, 1_000L), Map.entry(TIANJIN, 7L));
    }

    @Test
    void nothingIsPostedToASealedDayAndFilesGoToTheNext() {
        fares(BEIJING, TIANJIN, 1_000);
        netted();
        assertThatThrownBy(() -> fares(BEIJING, TIANJIN, 1))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("sealed");
        assertThat(dayFor(DAY)).isEqualTo(DAY.plusDays(1));
        assertThat(dayFor(DAY.minusDays(3))).isEqualTo(DAY.plusDays(1));
    }

    @Test
    void aFileFindsTheDayThatItStatesWhereThatIsOpen() {
        assertThat(dayFor(DAY)).isEqualTo(DAY);
        assertThat(dayFor(DAY.minusDays(2))).as("not closed yet").isEqualTo(DAY.minusDays(2));
        assertThat(dayFor(DAY.plusDays(9))).as("a day to come").isEqualTo(DAY.plusDays(1));
        await(settlement.close(DAY, "ann"));
        assertThat(dayFor(DAY)).isEqualTo(DAY.plusDays(1));
    }

    @Test
    void aDayIsSealedAfterTheDaysBeforeItAndItsFiles() {
        dayFor(DAY.minusDays(1));
        await(settlement.close(DAY, "ann"));
        assertWhy(Why.EARLIER_DAY_OPEN, () -> settlement.seal(DAY, "ann"));
        await(settlement.close(DAY.minusDays(1), "ann"));
        database.run("""
                INSERT INTO card_file (sender, name, stated_day, business_day, digest, records, amount_fen, received_at)
                VALUES ('TIANJIN', 'x', '2026-11-21', '2026-11-21', '', 1, 1, now())""");
        assertWhy(Why.FILES_UNDER_WAY, () -> settlement.seal(DAY.minusDays(1), "ann"));
        database.run("INSERT INTO card_file_posting VALUES (1, now())");
        await(settlement.seal(DAY.minusDays(1), "ann"));
        await(settlement.seal(DAY, "ann"));
        assertThat(database.number("SELECT count(*) FROM ledger_seal a JOIN ledger_seal b ON b.previous = a.hash"))
                .isEqualTo(1);
    }

    @Test
    void everyStepIsTakenOnceHoweverManyAsk() {
        fares(BEIJING, TIANJIN, 1_000);
        assertWhy(Why.NO_SUCH_WINDOW, () -> settlement.net(DAY, "ann"));
        await(settlement.close(DAY, "ann"));
        assertWhy(Why.WRONG_STATE, () -> settlement.net(DAY, "ann"));
        await(settlement.seal(DAY, "ann"));
        List<Uni<Window>> asked = IntStream.range(0, 8)
                .mapToObj(i -> settlement.net(DAY, "hub-" + i))
                .toList();
        await(Uni.join().all(asked).andFailFast());
        assertThat(await(settlement.listSteps(DAY))).hasSize(4);
        assertThat(balance(BEIJING, AccountKind.NET_CLAIM)).isEqualTo(-1_000);
    }

    private void netted() {
        await(settlement.close(DAY, "ann"));
        await(settlement.seal(DAY, "ann"));
        await(settlement.net(DAY, "ann"));
    }

    private Window confirm(String reference, Institution institution, long fen) {
        return await(settlement.confirm(new Confirmation(reference, DAY, institution, fen, true, ""), "bank"));
    }

    @Test
    void theSealOfADayThatIsReadInPiecesIsThatOfTheWhole() {
        List<Transfer> many = IntStream.rangeClosed(1, 1_001)
                .mapToObj(fen -> new Transfer(
                        UUID.randomUUID(),
                        DAY,
                        "test",
                        List.of(
                                new Entry(BEIJING, AccountKind.CARD_FUNDS, TIANJIN, -fen),
                                new Entry(TIANJIN, AccountKind.FARE_REVENUE, BEIJING, fen))))
                .toList();
        await(database.pool().withTransaction(transaction -> ledger.post(transaction, many)));
        netted();
        byte[] whole = await(database.pool()
                        .query(
                                "SELECT repeat('0', 64) || E'\\n2026-11-22\\n' || string_agg(text, '' ORDER BY sequence) FROM ("
                                        + "SELECT t.sequence, t.sequence || '|' || t.id || '|' || t.reference || E'\\n' || string_agg("
                                        + "e.line || '|' || e.owner || '|' || e.kind || '|' || e.counterparty || '|' || e.amount_fen"
                                        + " || E'\\n', '' ORDER BY e.line) AS text FROM ledger_transfer t"
                                        + " JOIN ledger_entry e ON e.transfer_id = t.id WHERE t.reference = 'test'"
                                        + " GROUP BY t.sequence, t.id, t.reference) AS transfers")
                        .execute())
                .iterator()
                .next()
                .getString(0)
                .getBytes(StandardCharsets.UTF_8);
        SM3Digest digest = new SM3Digest();
        digest.update(whole, 0, whole.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        Seal.Check check = await(settlement.checkSeal(DAY)).orElseThrow();
        assertThat(check.seal().hash()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(await(settlement.findSeal(DAY))).contains(check.seal());
        assertThat(database.number("SELECT entries FROM ledger_seal")).isEqualTo(2_002);
    }

    @Test
    void whatComesAfterTheCutOffIsOfTheNextOpenDay() {
        RuleBook book = new RuleBook(List.of())
                .with(List.of(RuleChange.put(
                        new DayBoundary(LocalTime.MIDNIGHT, Optional.of(Duration.ofMinutes(60))), DAY.minusDays(9))));
        Settlement strict = new PostgresSettlement(
                database.pool(), ledger, new BusinessCalendar(() -> book, CHINA), new FareBook(List.of()), NIGHT);
        LocalDate yesterday = DAY.minusDays(1);
        Instant cutOff = DAY.atTime(1, 0).atZone(CHINA).toInstant();
        LocalDate inTime = await(
                database.pool().withTransaction(transaction -> strict.lockDayFor(transaction, yesterday, cutOff)));
        LocalDate late = await(database.pool()
                .withTransaction(transaction -> strict.lockDayFor(transaction, yesterday, cutOff.plusMillis(1))));
        assertThat(inTime).isEqualTo(yesterday);
        assertThat(late).isEqualTo(DAY);
    }

    @Test
    void aDayThatHasNotComeIsNotClosed() {
        assertWhy(Why.WRONG_STATE, () -> settlement.close(DAY.plusDays(2), "ann"));
        await(settlement.close(DAY.plusDays(1), "ann"));
    }

    @Test
    void aDayBehindTheLastSealIsNotOpenedToBeClosed() {
        netted();
        assertWhy(Why.WRONG_STATE, () -> settlement.close(DAY.minusDays(1), "ann"));
        assertThat(await(settlement.listSteps(DAY.minusDays(1)))).isEmpty();
    }

    @Test
    void whatWaitsForSomebodyIsListedTheLatestDayFirst() {
        netted();
        await(settlement.instruct(DAY, Caps.NONE, "ann"));
        dayFor(DAY.plusDays(1));
        LocalDate end = DAY.plusDays(9);
        assertThat(await(settlement.listWindows(true, end, 9)))
                .extracting(Window::businessDay, Window::state)
                .containsExactly(tuple(DAY.plusDays(1), WindowState.OPEN));
        assertThat(await(settlement.listWindows(false, end, 9)))
                .extracting(Window::state)
                .containsExactly(WindowState.OPEN, WindowState.SETTLED);
        assertThat(await(settlement.listWindows(false, DAY.plusDays(1), 1)))
                .extracting(Window::businessDay)
                .containsExactly(DAY);
    }

    @Test
    void whatComesInWaitsWhereTodayAndTomorrowAreClosed() {
        await(settlement.close(DAY, "ann"));
        await(settlement.close(DAY.plusDays(1), "ann"));
        assertThatThrownBy(() -> dayFor(DAY))
                .isInstanceOfSatisfying(
                        WindowStateException.class, e -> assertThat(e.why()).isEqualTo(Why.WRONG_STATE));
        assertThat(database.number("SELECT count(DISTINCT business_day) FROM card_window_step"))
                .isEqualTo(2);
    }

    private LocalDate dayFor(LocalDate stated) {
        return await(database.pool()
                .withTransaction(transaction -> settlement.lockDayFor(transaction, stated, NIGHT.instant())));
    }

    private void fares(Institution issuer, Institution acquirer, long fen) {
        post(List.of(
                new Entry(issuer, AccountKind.CARD_FUNDS, acquirer, -fen),
                new Entry(acquirer, AccountKind.FARE_REVENUE, issuer, fen)));
    }

    private void pledge(Institution who, long fen) {
        post(List.of(
                new Entry(who, AccountKind.SETTLEMENT_BANK, who, -fen), new Entry(who, AccountKind.PLEDGED, who, fen)));
    }

    private void post(List<Entry> entries) {
        Transfer transfer = new Transfer(UUID.randomUUID(), DAY, "test", entries);
        await(database.pool().withTransaction(transaction -> ledger.post(transaction, List.of(transfer))));
    }

    private long balance(Institution who, AccountKind kind) {
        long pledged = kind == AccountKind.SETTLEMENT_BANK
                ? database.number(
                        "SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_entry e JOIN ledger_transfer t"
                                + " ON t.id = e.transfer_id WHERE reference = 'test' AND kind = 'SETTLEMENT_BANK' AND owner = '"
                                + who
                                + "'")
                : 0;
        return database.number("SELECT coalesce(sum(amount_fen), 0)::bigint FROM ledger_entry WHERE owner = '" + who
                        + "' AND kind = '" + kind + "'")
                - pledged;
    }

    private void assertLedgerBalances() {
        assertThat(database.number("SELECT sum(amount_fen)::bigint FROM ledger_entry"))
                .isZero();
    }

    private static void assertWhy(Why why, Supplier<?> act) {
        assertThatThrownBy(() -> {
                    if (act.get() instanceof Uni<?> uni) {
                        await(uni);
                    }
                })
                .isInstanceOfSatisfying(
                        WindowStateException.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TestDatabase.TIME_OUT);
    }
}
