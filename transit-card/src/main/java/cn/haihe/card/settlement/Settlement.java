package cn.haihe.card.settlement;

import cn.haihe.card.clearing.file.FileRegister;
import cn.haihe.card.contract.BusinessCalendar;
import cn.haihe.card.fare.FareBook;
import cn.haihe.card.ledger.Ledger;
import cn.haihe.card.settlement.internal.PostgresSettlement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The windows of business days, from their first file to the bank's last word. Every step is taken once, whoever asks for it
 * and however many hubs do; a step that cannot be taken fails with {@link WindowStateException} and changes nothing.
 */
public interface Settlement extends FileRegister.BusinessDays {
    Uni<Optional<Window>> findWindow(LocalDate businessDay);

    /** Where each window stands, the latest day first: those of days before this one. */
    Uni<List<Window>> listWindows(boolean unsettledOnly, LocalDate before, int limit);

    /** All steps of a day's window, the first first. */
    Uni<List<Window>> listSteps(LocalDate businessDay);

    /** Takes no more files; a day that never had one is closed as well. */
    Uni<Window> close(LocalDate businessDay, String by);

    /** Seals the day once all its files are cleared and posted. */
    Uni<Window> seal(LocalDate businessDay, String by);

    /** Empty where the day is not sealed. */
    Uni<Optional<Seal>> findSeal(LocalDate businessDay);

    /** Empty where the day is not sealed. Reads all of the day's ledger. */
    Uni<Optional<Seal.Check>> checkSeal(LocalDate businessDay);

    /** Nets the day between all institutions, and reserves what those that owe have pledged. */
    Uni<Window> net(LocalDate businessDay, String by);

    /** Writes down what the bank is to move. Without anything to move the day is settled at once. */
    Uni<Window> instruct(LocalDate businessDay, Caps caps, String by);

    /** Fails as {@link #instruct} would, and changes nothing: before a second person is asked. */
    Uni<Window> checkInstruct(LocalDate businessDay, Caps caps);

    Uni<List<Instruction>> listInstructions(LocalDate businessDay);

    /**
     * Takes the bank's word. The day is settled once all instructions are confirmed as told; it is disputed, and what was
     * reserved is free again, once one was not executed or is confirmed with another amount. A word that fits nothing is kept
     * as well, for reconciliation, before this fails.
     */
    Uni<Window> confirm(Confirmation confirmation, String by);

    /** Settles a day that was instructed where an adjustment has made the bank's words agree; else nothing changes. */
    Uni<Window> settleIfDone(LocalDate businessDay, String by);

    /**
     * @param pool on a PostgreSQL with this module's migrations
     * @param calendar says when business days begin and end, and how journeys through several institutions are shared on them
     * @param fares of all cities: what a transfer took off is shared as far as they give it
     */
    static Settlement on(Pool pool, BusinessCalendar calendar, FareBook fares, Clock clock) {
        return new PostgresSettlement(pool, Ledger.inPostgres(), calendar, fares, clock);
    }
}
