package cn.haihe.routing.search;

/** How far it is at least: what makes a search go towards its end. */
@FunctionalInterface
public interface Potential {
    /** Knows nothing: the search goes in all directions. */
    Potential NONE = arc -> 0;

    /**
     * A lower bound in milliseconds, at every time of the search: searching forward, from the beginning of the arc to the
     * nearest target; searching backward, from the nearest origin to the end of the arc. {@link TimedCosts#CLOSED} where
     * no way leads.
     */
    int millis(int arc);
}
