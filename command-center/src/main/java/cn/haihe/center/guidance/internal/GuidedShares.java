package cn.haihe.center.guidance.internal;

import cn.haihe.center.guidance.GuidedShare;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.guidance.DestinationGuidance;
import cn.haihe.routing.guidance.GuideWay;
import cn.haihe.routing.guidance.ImportantPlaces;
import cn.haihe.routing.guidance.SignGuidance;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Counts what of the city's important junctions and roads the signs speak of. */
final class GuidedShares {
    private final City city;
    private final int[][] approachesOfJunction;
    private final double importantMetres;

    GuidedShares(City city, List<Junction> important) {
        this.city = city;
        approachesOfJunction = important.stream()
                .map(junction -> junction.approaches().stream()
                        .flatMap(approach -> approach.inbound().stream())
                        .flatMap(id -> city.findSegment(id).stream())
                        .mapToInt(Segment::index)
                        .toArray())
                .toArray(int[][]::new);
        importantMetres = city.segments().stream()
                .filter(segment -> ImportantPlaces.isImportant(segment.roadClass()))
                .mapToDouble(Segment::lengthMetres)
                .sum();
    }

    GuidedShare count(int signs, int overridden, Collection<SignGuidance> all) {
        BitSet guided = new BitSet(city.segments().size());
        int planned = 0;
        int withData = 0;
        int advising = 0;
        for (SignGuidance sign : all) {
            planned += sign.destinations().isEmpty() ? 0 : 1;
            withData += sign.hasData() ? 1 : 0;
            advising += sign.advice().isPresent() ? 1 : 0;
            for (DestinationGuidance ahead : sign.destinations()) {
                if (ahead.hasData()) {
                    mark(guided, ahead.main().way());
                    ahead.detours().stream()
                            .filter(detour -> detour.measure().level().isPresent())
                            .forEach(detour -> mark(guided, detour.measure().way()));
                }
            }
        }
        int junctions = 0;
        for (int[] approaches : approachesOfJunction) {
            for (int approach : approaches) {
                if (guided.get(approach)) {
                    junctions++;
                    break;
                }
            }
        }
        double metres = guided.stream()
                .mapToObj(city.segments()::get)
                .filter(segment -> ImportantPlaces.isImportant(segment.roadClass()))
                .mapToDouble(Segment::lengthMetres)
                .sum();
        return new GuidedShare(
                signs,
                planned,
                withData,
                advising,
                overridden,
                approachesOfJunction.length,
                junctions,
                importantMetres,
                metres);
    }

    private static void mark(BitSet guided, GuideWay way) {
        way.segments().forEach(guided::set);
    }
}
