package cn.haihe.center.source;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The terminals that may speak to the hub. Kept in PostgreSQL, and whole in memory, so that a look-up never waits. */
public interface TerminalRegister {
    /** @param phone as the terminal sends it; its leading zeros don't matter */
    Optional<Terminal> findByPhone(String phone);

    /** In no order. */
    Collection<Terminal> listAll();

    /** Puts terminals in, in place of those with the same phone; the last of a phone in the list counts. */
    Uni<Void> put(List<Terminal> terminals);
}
