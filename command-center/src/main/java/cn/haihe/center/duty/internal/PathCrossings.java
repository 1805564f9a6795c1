package cn.haihe.center.duty.internal;

import cn.haihe.center.place.Arms;
import cn.haihe.center.place.LineTrack;
import cn.haihe.map.city.Approach;
import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.City;
import cn.haihe.map.city.Junction;
import cn.haihe.signal.priority.Crossing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The path of a bus route and the junctions with signals on it: by where their arms lie, since a path has no segments. */
record PathCrossings(BusRoute route, LineTrack path, List<Crossing> crossings) {
    private static final double OFF_METRES_MAX = 35;
    /** From the middle of a junction to its stop line, about. */
    private static final double HALF_METRES = 15;

    private static final double LOOK_METRES = 60;

    static PathCrossings of(City city, BusRoute route) {
        LineTrack path = new LineTrack(route.path());
        List<Crossing> crossings = new ArrayList<>();
        for (Junction junction : city.junctions()) {
            path.findFoot(junction.position())
                    .filter(foot -> foot.offMetres() <= OFF_METRES_MAX)
                    .flatMap(foot -> crossing(junction, path, foot.metres()))
                    .ifPresent(crossings::add);
        }
        crossings.sort(Comparator.comparingDouble(Crossing::stopLineMetres));
        return new PathCrossings(route, path, List.copyOf(crossings));
    }

    private static Optional<Crossing> crossing(Junction junction, LineTrack path, double at) {
        boolean passes = at > LOOK_METRES && at < path.lengthMetres() - LOOK_METRES;
        if (!passes) {
            return Optional.empty();
        }
        Optional<Approach> in = Arms.findArm(junction, path.bearingDegrees(at - HALF_METRES, at - LOOK_METRES));
        Optional<Approach> out = Arms.findArm(junction, path.bearingDegrees(at + HALF_METRES, at + LOOK_METRES));
        return in.flatMap(from -> out.flatMap(to -> Arms.findMovement(junction, from.number(), to.number())))
                .map(movement -> new Crossing(junction.id(), movement.number(), at - HALF_METRES, at + HALF_METRES));
    }
}
