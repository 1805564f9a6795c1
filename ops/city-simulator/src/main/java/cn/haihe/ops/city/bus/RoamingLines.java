package cn.haihe.ops.city.bus;

import cn.haihe.ops.city.network.BusLine;
import cn.haihe.ops.city.network.Polyline;
import cn.haihe.ops.city.network.Road;
import cn.haihe.ops.city.network.RoadKind;
import cn.haihe.ops.city.network.Streets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Ways through the streets for buses of a city whose map knows no bus routes: seeded walks along the more important
 * roads, each beginning where the last ended. One thread only.
 */
public final class RoamingLines implements NextLine {
    private static final double LONG_ENOUGH_METRES = 6000;
    private static final int MOST_ROADS = 300;
    private static final double STOP_EVERY_METRES = 550;

    private final Streets streets;
    private final Random random;
    private final int[] starts;

    public RoamingLines(Streets streets, long seed) {
        this.streets = streets;
        random = new Random(seed);
        int[] important = streets.roads().stream()
                .filter(road -> road.kind().compareTo(RoadKind.TERTIARY) <= 0)
                .mapToInt(Road::number)
                .toArray();
        starts = important.length > 0
                ? important
                : streets.roads().stream().mapToInt(Road::number).toArray();
    }

    /** A line from somewhere. */
    public BusLine anywhere() {
        return walk(starts[random.nextInt(starts.length)]);
    }

    @Override
    public BusLine after(BusLine line) {
        int[] onward = streets.after(line.roads()[line.roads().length - 1]);
        return onward.length == 0 ? anywhere() : walk(onward[random.nextInt(onward.length)]);
    }

    private BusLine walk(int first) {
        List<Road> way = new ArrayList<>();
        Set<Integer> driven = new HashSet<>();
        double metres = 0;
        int next = first;
        while (next >= 0 && metres < LONG_ENOUGH_METRES && way.size() < MOST_ROADS) {
            Road road = streets.roads().get(next);
            way.add(road);
            driven.add(next);
            metres += road.line().lengthMetres();
            next = choose(streets.after(next), driven);
        }
        return line(way);
    }

    /** Rather a road not driven yet, rather an important one; -1 at a dead end. */
    private int choose(int[] onward, Set<Integer> driven) {
        int best = -1;
        double bestScore = Double.MAX_VALUE;
        for (int road : onward) {
            double score = streets.roads().get(road).kind().ordinal()
                    + 2.5 * random.nextDouble()
                    + (driven.contains(road) ? 20 : 0);
            if (score < bestScore) {
                bestScore = score;
                best = road;
            }
        }
        return best;
    }

    private static BusLine line(List<Road> way) {
        int points = 1 + way.stream().mapToInt(road -> road.line().points() - 1).sum();
        double[] lon = new double[points];
        double[] lat = new double[points];
        int[] roads = new int[points - 1];
        int at = 0;
        for (Road road : way) {
            for (int i = 0; i < road.line().points(); i++) {
                lon[at + i] = road.line().lon(i);
                lat[at + i] = road.line().lat(i);
            }
            Arrays.fill(roads, at, at + road.line().points() - 1, road.number());
            at += road.line().points() - 1;
        }
        Polyline path = new Polyline(lon, lat);
        List<Double> stops = new ArrayList<>();
        for (double along = STOP_EVERY_METRES; along < path.lengthMetres() - 100; along += STOP_EVERY_METRES) {
            stops.add(along);
        }
        return new BusLine("", "", path, stops, roads);
    }
}
