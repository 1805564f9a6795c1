package cn.haihe.center.rules;

import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.rule.PlateTable;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules of number plates that are in force: what operators wrote last, or the table that Haihe comes with. Kept
 * whole in PostgreSQL, every version of it, and in memory, so that asking never waits.
 */
public interface PlateRuleBook {
    PlateEdition current();

    /** {@link #current} on the days of the calendar. */
    PlateRules rules();

    /**
     * Puts another table in force.
     *
     * @param edition the one that the editor saw
     * @return the new one; empty where another editor was faster
     */
    Uni<Optional<PlateEdition>> replace(long edition, PlateTable table, String who, String reason);

    /** Is told at once what is in force, and again whenever that changes. */
    void addListener(Consumer<PlateRules> listener);
}
