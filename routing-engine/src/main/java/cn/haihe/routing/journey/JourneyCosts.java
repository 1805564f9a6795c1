package cn.haihe.routing.journey;

import cn.haihe.routing.graph.RoadArcs;
import cn.haihe.routing.hierarchy.Costs;
import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.search.TimedCosts;
import cn.haihe.routing.vehicle.VehicleKind;
import java.util.function.IntUnaryOperator;

/** What one vehicle takes on its way: its kind, the times of the roads, and what it must keep out of. */
public final class JourneyCosts implements TimedCosts {
    /** An emergency vehicle is often wanted in the very street that was closed, or stands still: it gets through. */
    public static final float CLOSED_STREET_KMH = 10;

    private final RoadArcs arcs;
    private final KindCosts kind;
    private final RoadTimes times;
    private final IntUnaryOperator waitMillis;
    private final Bans bans;

    /** Where a journey may not enter an edge at a moment; asked for every arc that a search looks at. */
    @FunctionalInterface
    public interface Bans {
        Bans NONE = (edgeKey, enterMillis) -> false;

        boolean holdAt(int edgeKey, long enterMillis);

        default Bans and(Bans others) {
            return (edgeKey, enterMillis) -> holdAt(edgeKey, enterMillis) || others.holdAt(edgeKey, enterMillis);
        }
    }

    /** @param waitMillis at the signal, by turn, 0 where nothing is known; on top of what the turn takes */
    public JourneyCosts(RoadArcs arcs, KindCosts kind, RoadTimes times, IntUnaryOperator waitMillis, Bans bans) {
        this.arcs = arcs;
        this.kind = kind;
        this.times = times;
        this.waitMillis = waitMillis;
        this.bans = bans;
    }

    @Override
    public int millis(int arc, double share, long enterMillis) {
        int key = arcs.keyOf(arc);
        if (bans.holdAt(key, enterMillis)) {
            return CLOSED;
        }
        double metres = share * arcs.metres(arc);
        return kind.isWithCars(arc) ? notFaster(times.millis(key, metres, enterMillis), metres) : alone(arc, metres);
    }

    @Override
    public int millisBefore(int arc, double share, long leaveMillis) {
        int key = arcs.keyOf(arc);
        double metres = share * arcs.metres(arc);
        int before = kind.isWithCars(arc)
                ? notFaster(times.millisBefore(key, metres, leaveMillis), metres)
                : alone(arc, metres);
        return before == CLOSED || bans.holdAt(key, leaveMillis - before) ? CLOSED : before;
    }

    private int notFaster(int carMillis, double metres) {
        if (kind.kind() == VehicleKind.EMERGENCY) {
            return Math.min(carMillis, LiveCosts.driveMillis(metres, CLOSED_STREET_KMH));
        }
        return carMillis == CLOSED ? CLOSED : Math.max(carMillis, LiveCosts.driveMillis(metres, kind.maxKmh()));
    }

    private int alone(int arc, double metres) {
        float kmh = kind.aloneKmh(arc);
        return kmh == 0 ? CLOSED : LiveCosts.driveMillis(metres, kmh);
    }

    @Override
    public int turnMillis(int turn) {
        int millis = kind.turnMillis(turn);
        return millis == Costs.CLOSED ? CLOSED : millis + waitMillis.applyAsInt(turn);
    }
}
