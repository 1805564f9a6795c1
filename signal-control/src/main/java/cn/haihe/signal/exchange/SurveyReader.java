package cn.haihe.signal.exchange;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Names;
import cn.haihe.map.geo.LonLat;
import cn.haihe.signal.adaptive.DetectorZone;
import cn.haihe.signal.network.Intersection;
import cn.haihe.signal.network.LaneUse;
import cn.haihe.signal.network.TrafficMovement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads surveys: {@code signal-net/1} whose intersections say in {@code survey} where they lie in the city's map. An intersection
 * without one is left out.
 *
 * <pre>{@code
 * "survey": {"junction": "j17", "name": "A路与B道交口", "lon": 117.2, "lat": 39.1, "signal_nodes": [17],
 *   "arms": [{"bearing_deg": 90, "lanes": 3, "width_m": 23.1, "street": "B道",
 *             "inbound": ["w12.0f"], "outbound": ["w13.0f"], "approaches": ["e1"], "exits": ["e2"]}, …],
 *   "detectors": [{"number": 1, "lanes": ["e1_0"], "near_m": 0, "far_m": 25}, …]}
 * }</pre>
 *
 * <p>Arms are numbered in their order, clockwise from north. {@code inbound} and {@code outbound} are segments of the map,
 * {@code approaches} and {@code exits} are roads of the network that lead in and out there.
 */
public final class SurveyReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private SurveyReader() {}

    /**
     * @throws IOException where the file cannot be read
     * @throws BadExchange where it does not hold a network and surveys that make sense
     */
    public static List<JunctionSurvey> read(Path file) throws IOException, BadExchange {
        Map<String, Intersection> intersections = new HashMap<>();
        SignalNetReader.read(file).intersections().forEach(one -> intersections.put(one.id(), one));
        List<JunctionSurvey> surveys = new ArrayList<>();
        Set<String> junctions = new HashSet<>();
        for (JsonPlace item : JsonPlace.read(file).items("intersections")) {
            var survey = item.find("survey");
            if (survey.isPresent()) {
                JunctionSurvey read = survey(survey.get(), intersections.get(item.text("id")));
                if (!junctions.add(read.junction().id())) {
                    throw survey.get().get("junction").wrong("is surveyed twice");
                }
                surveys.add(read);
            }
        }
        return surveys;
    }

    private static JunctionSurvey survey(JsonPlace place, Intersection drawn) throws BadExchange {
        String id = place.text("junction");
        if (!ID.matcher(id).matches()) {
            throw place.get("junction").wrong("should match " + ID.pattern());
        }
        Map<String, Integer> armOfApproach = new HashMap<>();
        Map<String, Integer> armOfExit = new HashMap<>();
        List<Approach> arms = new ArrayList<>();
        for (JsonPlace arm : place.items("arms")) {
            int number = arms.size() + 1;
            arms.add(arm(arm, number));
            number(arm.items("approaches"), number, armOfApproach);
            number(arm.items("exits"), number, armOfExit);
        }
        List<Movement> movements = new ArrayList<>();
        for (TrafficMovement way : drawn.movements()) {
            movements.add(new Movement(
                    movements.size() + 1,
                    arm(place, armOfApproach, way.approach()),
                    arm(place, armOfExit, way.exit()),
                    way.turn(),
                    (int) way.lanes().stream().map(LaneUse::lane).distinct().count()));
        }
        List<Long> nodes = new ArrayList<>();
        for (JsonPlace node : place.items("signal_nodes")) {
            nodes.add((long) node.number());
        }
        Junction junction = new Junction(
                id,
                new Names(place.find("name").isPresent() ? place.text("name") : "", ""),
                new LonLat(place.number("lon", -180, 180), place.number("lat", -90, 90)),
                nodes,
                arms,
                movements);
        try {
            return new JunctionSurvey(
                    junction, JunctionOfNet.of(renamed(drawn, id), armOfApproach), detectors(place, laneIds(drawn)));
        } catch (IllegalArgumentException unusable) {
            throw place.wrong(unusable.getMessage());
        }
    }

    private static Approach arm(JsonPlace arm, int number) throws BadExchange {
        return new Approach(
                number,
                (arm.number("bearing_deg", -360, 720) + 720) % 360,
                new Names(arm.find("street").isPresent() ? arm.text("street") : "", ""),
                arm.integer("lanes", 0, 20),
                arm.number("width_m", 0, 200),
                texts(arm.items("inbound")),
                texts(arm.items("outbound")));
    }

    private static void number(List<JsonPlace> roads, int arm, Map<String, Integer> armOf) throws BadExchange {
        for (JsonPlace road : roads) {
            if (armOf.put(road.text(), arm) != null) {
                throw road.wrong("'" + road.text() + "' is on two arms");
            }
        }
    }

    private static int arm(JsonPlace survey, Map<String, Integer> armOf, String road) throws BadExchange {
        Integer arm = armOf.get(road);
        if (arm == null) {
            throw survey.get("arms").wrong("'" + road + "' is on no arm");
        }
        return arm;
    }

    private static List<DetectorZone> detectors(JsonPlace survey, Set<String> lanes) throws BadExchange {
        List<DetectorZone> zones = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (JsonPlace item : survey.items("detectors")) {
            List<String> watched = texts(item.items("lanes"));
            for (String lane : watched) {
                if (!lanes.contains(lane)) {
                    throw item.get("lanes").wrong("no movement uses a lane '" + lane + "'");
                }
            }
            int number = item.integer("number", 1, 64);
            if (watched.isEmpty() || !numbers.add(number)) {
                throw item.wrong("a detector has a number of its own, and a lane");
            }
            double near = item.number("near_m", 0, 1_000);
            zones.add(DetectorZone.covered(number, watched, near, item.number("far_m", near + 0.1, 1_000)));
        }
        return zones;
    }

    private static Set<String> laneIds(Intersection drawn) {
        Set<String> lanes = new HashSet<>();
        drawn.movements().forEach(way -> way.lanes().forEach(lane -> lanes.add(lane.lane())));
        return lanes;
    }

    private static List<String> texts(List<JsonPlace> items) throws BadExchange {
        List<String> texts = new ArrayList<>();
        for (JsonPlace item : items) {
            texts.add(item.text());
        }
        return texts;
    }

    private static Intersection renamed(Intersection drawn, String id) {
        return new Intersection(
                id,
                drawn.approaches(),
                drawn.movements(),
                drawn.conflicts(),
                drawn.stages(),
                drawn.lostSecondsPerStage(),
                drawn.currentPlan(),
                drawn.transitions());
    }
}
