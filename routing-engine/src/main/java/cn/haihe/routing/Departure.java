package cn.haihe.routing;

import java.time.Instant;

/** When a traveller sets out, or wants to be there. */
public sealed interface Departure {
    /** Now, through the traffic as it is now: the live picture counts for the whole way. */
    record Now() implements Departure {}

    /** Through the traffic as it is expected on the way: the live picture fades into the usual one of that hour. */
    record LeaveAt(Instant time) implements Departure {}

    /** The latest departure that still arrives by then. */
    record ArriveBy(Instant time) implements Departure {}

    Departure NOW = new Now();
}
