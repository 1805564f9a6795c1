package cn.haihe.card.settlement.internal;

import cn.haihe.card.clearing.file.TerminalSequences;
import cn.haihe.card.clearing.journey.JourneySharing;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.ledger.Transfer;
import cn.haihe.card.settlement.Caps;
import cn.haihe.card.settlement.Confirmation;
import cn.haihe.card.settlement.Instruction;
import cn.haihe.card.settlement.Seal;
import cn.haihe.card.settlement.Settlement;
import cn.haihe.card.settlement.Window;
import cn.haihe.card.settlement.WindowState;
import cn.haihe.card.settlement.WindowStateException;
import cn.haihe.card.settlement.WindowStateException.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Each step in a transaction of its own, under the lock of its day. */
public final class PostgresSettlement implements Settlement {
    private static final String FILES_UNDER_WAY = """
            SELECT count(*) FROM card_file f
            WHERE f.business_day = $1 AND NOT EXISTS (SELECT 1 FROM card_file_posting p WHERE p.file_id = f.id)
              AND NOT EXISTS (SELECT 1 FROM card_file_refusal r WHERE r.file_id = f.id)""";
    private static final String SYSTEM = "system";

    private final Pool pool;
    private final Ledger ledger;
    private final WindowSteps steps;
    private final LedgerDays days;
    private final LedgerSeal seal;
    private final Bank bank;
    private final JourneySharing sharing;

    /** With days from midnight to midnight, and nothing agreed on journeys. */
    public PostgresSettlement(Pool pool, Ledger ledger, ZoneId zone, Clock clock) {
        this(pool, ledger, BusinessCalendar.ofMidnights(zone), new FareBook(List.of()), clock);
    }

    public PostgresSettlement(Pool pool, Ledger ledger, BusinessCalendar calendar, FareBook fares, Clock clock) {
        this.pool = pool;
        this.ledger = ledger;
        steps = new WindowSteps(clock);
        days = new LedgerDays(steps, calendar, clock);
        seal = new LedgerSeal(clock);
        bank = new Bank(clock);
        sharing = new JourneySharing(calendar::rulesOn, fares, ledger);
    }

    @Override
    public Uni<LocalDate> lockDayFor(SqlConnection transaction, LocalDate stated, Instant receivedAt) {
        LocalDate latest = days.today().plusDays(1);
        Uni<Boolean> inTime =
                days.isCutOff(stated, receivedAt) ? Uni.createFrom().item(false) : isOpenFor(transaction, stated);
        return inTime.chain(open -> open
                ? Uni.createFrom().item(stated)
                : openFrom(transaction, days.today().isBefore(stated) ? latest : days.today()));
    }

    private Uni<LocalDate> openFrom(SqlConnection transaction, LocalDate day) {
        refuseIf(
                day.isAfter(days.today().plusDays(1)),
                day,
                Why.WRONG_STATE,
                "the day has not come, and those before it are closed: what comes in waits for it");
        return isOpenFor(transaction, day)
                .chain(open -> open ? Uni.createFrom().item(day) : openFrom(transaction, day.plusDays(1)));
    }

    /** Opens the day's window where there is none and it may still be opened. */
    private Uni<Boolean> isOpenFor(SqlConnection transaction, LocalDate day) {
        if (day.isAfter(days.today().plusDays(1))) {
            return Uni.createFrom().item(false);
        }
        return steps.lockShared(transaction, day)
                .chain(() -> steps.find(transaction, day))
                .chain(found -> found.map(window -> Uni.createFrom().item(window.state() == WindowState.OPEN))
                        .orElseGet(() -> days.isSealed(transaction, day)
                                .chain(isSealed -> isSealed
                                        ? Uni.createFrom().item(false)
                                        : steps.open(transaction, day, SYSTEM).replaceWith(true))));
    }

    @Override
    public Uni<Optional<Window>> findWindow(LocalDate businessDay) {
        return steps.find(pool, businessDay);
    }

    @Override
    public Uni<List<Window>> listWindows(boolean unsettledOnly, LocalDate before, int limit) {
        return steps.listLatest(pool, unsettledOnly, before, limit);
    }

    @Override
    public Uni<List<Window>> listSteps(LocalDate businessDay) {
        return steps.list(pool, businessDay);
    }

    @Override
    public Uni<Window> close(LocalDate day, String by) {
        return pool.withTransaction(transaction -> steps.lock(transaction, day)
                .chain(() -> steps.find(transaction, day))
                .chain(found -> found.map(window -> Uni.createFrom().item(window))
                        .orElseGet(() -> {
                            refuseIf(
                                    day.isAfter(days.today().plusDays(1)),
                                    day,
                                    Why.WRONG_STATE,
                                    "the day has not come: it is not opened yet");
                            return days.isSealed(transaction, day)
                                    .invoke(isSealed -> refuseIf(
                                            isSealed,
                                            day,
                                            Why.WRONG_STATE,
                                            "a later day is sealed: nothing can come for this one any more"))
                                    .chain(() -> steps.open(transaction, day, by));
                        }))
                .chain(window -> window.state() == WindowState.CLOSING
                        ? Uni.createFrom().item(window)
                        : steps.advance(transaction, window, WindowState.CLOSING, by, "")));
    }

    @Override
    public Uni<Window> seal(LocalDate day, String by) {
        return step(
                day,
                WindowState.CLOSED,
                (transaction, window) -> transaction
                        .preparedQuery(FILES_UNDER_WAY)
                        .execute(Tuple.of(day))
                        .invoke(rows -> refuseIf(
                                rows.iterator().next().getLong(0) > 0,
                                day,
                                Why.FILES_UNDER_WAY,
                                rows.iterator().next().getLong(0) + " files are not cleared and posted"))
                        .chain(() -> days.findUnsealedBefore(transaction, day))
                        .invoke(unsealed -> refuseIf(
                                unsealed.isPresent(),
                                day,
                                Why.EARLIER_DAY_OPEN,
                                "an earlier day is not sealed yet, "
                                        + unsealed.map(Object::toString).orElse("")))
                        .chain(() -> TerminalSequences.suspendReused(transaction, ledger, day))
                        .chain(() -> sharing.share(transaction, day))
                        .chain(() -> seal.seal(transaction, day))
                        .chain(hash ->
                                steps.advance(transaction, window, WindowState.CLOSED, by, "sealed by " + hash)));
    }

    @Override
    public Uni<Optional<Seal>> findSeal(LocalDate businessDay) {
        return LedgerSeal.find(pool, businessDay);
    }

    @Override
    public Uni<Optional<Seal.Check>> checkSeal(LocalDate businessDay) {
        return LedgerSeal.check(pool, businessDay);
    }

    @Override
    public Uni<Window> net(LocalDate day, String by) {
        return step(
                day,
                WindowState.NETTED,
                (transaction, window) -> NetPositions.of(transaction, day)
                        .chain(net -> steps.advance(transaction, window, WindowState.NETTED, by, NetPositions.text(net))
                                .call(netted -> post(
                                        transaction, ledgerDay -> SettlementTransfers.netted(netted, ledgerDay, net)))
                                .call(netted -> reserve(transaction, netted, net))));
    }

    private Uni<Void> reserve(SqlConnection transaction, Window window, SortedMap<Institution, Long> net) {
        return NetPositions.reservable(transaction, net)
                .chain(fen -> post(transaction, ledgerDay -> SettlementTransfers.reserved(window, ledgerDay, fen)));
    }

    private Uni<Void> release(SqlConnection transaction, Window window) {
        return NetPositions.reserved(transaction, window.businessDay())
                .chain(fen -> post(transaction, ledgerDay -> SettlementTransfers.released(window, ledgerDay, fen)));
    }

    private Uni<Void> post(SqlConnection transaction, Function<LocalDate, List<Transfer>> transfers) {
        return days.lockOpen(transaction).chain(day -> ledger.post(transaction, transfers.apply(day)));
    }

    @Override
    public Uni<Window> instruct(LocalDate day, Caps caps, String by) {
        return step(
                day,
                WindowState.INSTRUCTED,
                (transaction, window) -> NetPositions.of(transaction, day)
                        .invoke(net -> refuseBeyond(caps, day, net))
                        .chain(net -> bank.instruct(transaction, day, net)
                                .chain(() -> steps.advance(
                                        transaction, window, WindowState.INSTRUCTED, by, net.size() + " instructions"))
                                .call(instructed -> window.state() == WindowState.DISPUTED
                                        ? reserve(transaction, instructed, net)
                                        : Uni.createFrom().voidItem())
                                .chain(instructed -> settleIfDone(transaction, instructed, by))));
    }

    @Override
    public Uni<Window> checkInstruct(LocalDate day, Caps caps) {
        return pool.withTransaction(transaction -> steps.get(transaction, day)
                .invoke(window -> refuseIf(
                        !window.state().mayBecome(WindowState.INSTRUCTED),
                        day,
                        Why.WRONG_STATE,
                        "a window that is " + window.state() + " cannot be " + WindowState.INSTRUCTED))
                .call(window -> NetPositions.of(transaction, day).invoke(net -> refuseBeyond(caps, day, net))));
    }

    private static void refuseBeyond(Caps caps, LocalDate day, SortedMap<Institution, Long> net) {
        net.forEach((institution, fen) -> refuseIf(
                caps.findCapFen(institution).isPresent()
                        && -fen > caps.findCapFen(institution).getAsLong(),
                day,
                Why.CAP_EXCEEDED,
                institution + " owes " + -fen + " fen, more than its cap of "
                        + caps.findCapFen(institution).orElse(0)));
    }

    @Override
    public Uni<List<Instruction>> listInstructions(LocalDate businessDay) {
        return bank.list(pool, businessDay);
    }

    @Override
    public Uni<Window> confirm(Confirmation told, String by) {
        LocalDate day = told.businessDay();
        return bank.keep(pool, told, by).chain(() -> pool.withTransaction(transaction -> weigh(transaction, told, by)));
    }

    private Uni<Window> weigh(SqlConnection transaction, Confirmation told, String by) {
        LocalDate day = told.businessDay();
        return steps.lock(transaction, day)
                .chain(() -> steps.get(transaction, day))
                .chain(window -> bank.take(transaction, told)
                        .chain(fresh -> fresh
                                ? weigh(transaction, window, told, by)
                                : Uni.createFrom().item(window)));
    }

    private Uni<Window> weigh(SqlConnection transaction, Window window, Confirmation told, String by) {
        LocalDate day = window.businessDay();
        refuseIf(
                window.state() != WindowState.INSTRUCTED && window.state() != WindowState.DISPUTED,
                day,
                Why.WRONG_STATE,
                "a window that is " + window.state() + " awaits no confirmation");
        return bank.list(transaction, day).chain(instructions -> {
            Optional<Instruction> meant = instructions.stream()
                    .filter(one -> one.institution().equals(told.institution()))
                    .findFirst();
            refuseIf(meant.isEmpty(), day, Why.NO_SUCH_INSTRUCTION, told.institution() + " has no instruction");
            boolean asTold = told.executed() && told.amountFen() == meant.get().amountFen();
            if (asTold) {
                return settleIfDone(transaction, window, by);
            }
            if (window.state() == WindowState.DISPUTED) {
                return Uni.createFrom().item(window);
            }
            String detail = told.institution() + ": " + (told.executed() ? "" : "not executed, ") + told.amountFen()
                    + " fen confirmed by " + told.bankReference() + ", "
                    + meant.get().amountFen() + " instructed";
            return steps.advance(transaction, window, WindowState.DISPUTED, by, detail)
                    .call(disputed -> release(transaction, disputed));
        });
    }

    @Override
    public Uni<Window> settleIfDone(LocalDate day, String by) {
        return pool.withTransaction(transaction -> steps.lock(transaction, day)
                .chain(() -> steps.get(transaction, day))
                .chain(window -> window.state() == WindowState.INSTRUCTED || window.state() == WindowState.DISPUTED
                        ? settleIfDone(transaction, window, by)
                        : Uni.createFrom().item(window)));
    }

    private Uni<Window> settleIfDone(SqlConnection transaction, Window window, String by) {
        return bank.hasDoneAll(transaction, window.businessDay())
                .chain(done -> done
                        ? settle(transaction, window, by)
                        : Uni.createFrom().item(window));
    }

    private Uni<Window> settle(SqlConnection transaction, Window window, String by) {
        return bank.list(transaction, window.businessDay()).chain(instructions -> {
            SortedMap<Institution, Long> fen = new TreeMap<>();
            instructions.forEach(one -> fen.put(one.institution(), one.amountFen()));
            return steps.advance(transaction, window, WindowState.SETTLED, by, instructions.size() + " confirmed")
                    .call(settled ->
                            post(transaction, ledgerDay -> SettlementTransfers.settled(settled, ledgerDay, fen)))
                    .call(settled -> release(transaction, settled));
        });
    }

    /** A step under the day's lock; where the window is there already it stays as it is. */
    private Uni<Window> step(LocalDate day, WindowState to, BiFunction<SqlConnection, Window, Uni<Window>> step) {
        return pool.withTransaction(transaction -> steps.lock(transaction, day)
                .chain(() -> steps.get(transaction, day))
                .chain(window -> {
                    if (window.state() == to) {
                        return Uni.createFrom().item(window);
                    }
                    refuseIf(
                            !window.state().mayBecome(to),
                            day,
                            Why.WRONG_STATE,
                            "a window that is " + window.state() + " cannot be " + to);
                    return step.apply(transaction, window);
                }));
    }

    private static void refuseIf(boolean refused, LocalDate day, Why why, String detail) {
        if (refused) {
            throw new WindowStateException(day, why, detail);
        }
    }
}
