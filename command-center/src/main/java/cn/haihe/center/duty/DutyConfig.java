package cn.haihe.center.duty;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Vehicles that get green as they pass, and how much of it. */
@ConfigMapping(prefix = "haihe.duty")
public interface DutyConfig {
    /** Duties and emergency runs that are not over; one more is refused. */
    @WithDefault("50")
    int openMax();

    /** How long one may last. */
    @WithDefault("PT6H")
    Duration lastMax();

    @WithDefault("50")
    int pointsMax();

    /** Junctions of a duty route up to which one person may start it. */
    @WithDefault("3")
    int aloneMax();

    /** Junctions of one route. */
    @WithDefault("300")
    int crossingsMax();

    /** How long a second person has. */
    @WithDefault("PT30M")
    Duration approveWithin();

    /** Age of a vehicle's position after which no green is held for it. */
    @WithDefault("PT20S")
    Duration staleAfter();

    /** Green comes so long before the vehicle, for the queue to be gone. */
    @WithDefault("PT8S")
    Duration queue();

    /** For the way of a command, and what the prediction misses. */
    @WithDefault("PT5S")
    Duration margin();

    /** After which a junction is given back though the vehicle has not passed. */
    @WithDefault("PT150S")
    Duration heldMax();

    /** How long such a junction keeps to its plan then. */
    @WithDefault("PT120S")
    Duration rest();

    /** How far beside its way a vehicle may be seen. */
    @WithDefault("60")
    double offWayMetres();

    /** An emergency vehicle beside its way gets another, but not more often than this. */
    @WithDefault("PT15S")
    Duration anotherWayAfter();

    Buses bus();

    /** Priority of buses. */
    interface Buses {
        @WithDefault("true")
        boolean enabled();

        /** How far behind what would keep the distances between buses even one must be. */
        @WithDefault("PT90S")
        Duration lateFrom();

        /** Of a bus's capacity, 0 to 1. */
        @WithDefault("0.3")
        double loadFrom();

        /** Green that one junction gives to buses within an hour. */
        @WithDefault("PT180S")
        Duration budgetPerHour();

        /** Speed by which distances between buses are taken for times. */
        @WithDefault("18")
        double speedKmh();

        /** Age of a position or a count of passengers that still counts. */
        @WithDefault("PT45S")
        Duration positionFor();

        @WithDefault("PT10M")
        Duration loadFor();

        /** How far ahead of a junction a bus is looked at. */
        @WithDefault("400")
        double reachMetres();
    }
}
