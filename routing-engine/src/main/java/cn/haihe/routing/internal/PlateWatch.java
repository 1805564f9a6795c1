package cn.haihe.routing.internal;

import cn.haihe.routing.journey.JourneyCosts.Bans;
import cn.haihe.routing.rule.BanPlace;
import cn.haihe.routing.rule.BanTimes;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.VehicleKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the plate rules forbid one vehicle around the time of its journey. Whoever enters an edge at a moment asks. */
final class PlateWatch implements Bans {
    private static final Duration LOOKED_AT = Duration.ofDays(2);

    private final PlateAreas areas;
    private final VehicleKind kind;
    private final BanTimes inArea;
    private final BanTimes onRing;

    PlateWatch(PlateAreas areas, Plate plate, VehicleKind kind, Instant around) {
        this.areas = areas;
        this.kind = kind;
        Instant from = around.minus(LOOKED_AT);
        Instant until = around.plus(LOOKED_AT);
        inArea = areas.rules().banTimes(plate, kind, BanPlace.AREA, from, until);
        onRing = areas.rules().banTimes(plate, kind, BanPlace.RING, from, until);
    }

    VehicleKind kind() {
        return kind;
    }

    /** Whether there is an area to hold the bans in. */
    boolean isAreaKnown() {
        return areas.rules().table().area().isKnown();
    }

    boolean forbidsNothing() {
        return (inArea.isNever() || areas.areaEdges().isEmpty())
                && (onRing.isNever() || areas.ringEdges().isEmpty());
    }

    @Override
    public boolean holdAt(int edgeKey, long enterMillis) {
        int edge = edgeKey >> 1;
        return areas.areaEdges().get(edge) && inArea.contains(enterMillis)
                || areas.ringEdges().get(edge) && onRing.contains(enterMillis);
    }

    /** The ban that forbids it, the one that ends last. */
    Optional<BanTimes.Span> findBan(int edgeKey, long enterMillis) {
        int edge = edgeKey >> 1;
        Instant at = Instant.ofEpochMilli(enterMillis);
        if (areas.areaEdges().get(edge)) {
            return inArea.find(at);
        }
        return areas.ringEdges().get(edge) ? onRing.find(at) : Optional.empty();
    }

    /** The bans that hold for this vehicle at some time between two moments, anywhere; in their order. */
    List<BanTimes.Span> bansBetween(Instant from, Instant until) {
        return Stream.concat(inArea.spans().stream(), onRing.spans().stream())
                .filter(span -> !span.from().isAfter(until) && span.until().isAfter(from))
                .sorted(Comparator.comparing(BanTimes.Span::from))
                .toList();
    }
}
