package cn.haihe.center.source;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sources that may feed the hub. Kept in PostgreSQL, and whole in memory, so that a look-up never waits. */
public interface SourceRegister {
    /** @param apiKey as it came, perhaps wrong, perhaps null */
    Optional<Source> findByKey(String apiKey);

    Optional<Source> find(String id);

    /** By id; the hub's own gateways first. */
    List<Source> listAll();

    /**
     * Takes a source in and makes its key, which nobody can read again: only its digest is kept.
     *
     * @return the key; empty where the id is taken
     */
    Uni<Optional<String>> add(Source source);

    /**
     * From the next request on.
     *
     * @param change keeps id and kind
     * @return the source as it is now; empty where there is no such source
     */
    Uni<Optional<Source>> change(String id, UnaryOperator<Source> change);

    /**
     * Makes another key in place of the present one.
     *
     * @return the key; empty where there is no such source
     */
    Uni<Optional<String>> replaceKey(String id);
}
