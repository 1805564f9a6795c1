package cn.haihe.routing.guidance;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.city.City;
import cn.haihe.map.city.CityIndex;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import cn.haihe.map.demo.DemoCity;
import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.RouteGuide;
import cn.haihe.routing.RouteGuides;
import cn.haihe.routing.RouteLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;

/** What the signs of the small demo city can speak of. */
class SignPlannerTest {
    private static final PlanRules RULES = PlanRules.DEFAULT;

    @TempDir
    static Path folder;

    private static City city;
    private static RouteGuide guide;
    private static List<SignPlan> plans;

    @BeforeAll
    static void planAll() throws IOException {
        Path map = folder.resolve("small.osm.pbf");
        DemoCity.write(map, DemoScale.SMALL, 1);
        city = new CityImporter().importFrom(map).city();
        guide = RouteGuides.open(
                map, city, folder.resolve("data"), CongestionScale.GBT_33171, RouteLimits.DEFAULT, Clock.systemUTC());
        plans = plans();
    }

    private static List<SignPlan> plans() {
        ImportantPlaces places = new ImportantPlaces(new CityIndex(city), RULES);
        SignPlanner planner = new SignPlanner(city, guide, RULES);
        return city.guidanceSigns().stream()
                .map(sign -> planner.plan(sign, places.ahead(sign)))
                .toList();
    }

    @AfterAll
    static void close() {
        guide.close();
    }

    @Test
    void everySignHasDestinationsAndMostHaveAlternatives() {
        assertThat(plans)
                .hasSize(12)
                .allSatisfy(plan -> assertThat(plan.ahead()).isNotEmpty());
        long withAlternatives = plans.stream()
                .flatMap(plan -> plan.ahead().stream())
                .filter(ahead -> !ahead.alternatives().isEmpty())
                .count();
        long all = plans.stream().mapToLong(plan -> plan.ahead().size()).sum();
        assertThat(withAlternatives).isGreaterThan(all * 2 / 3);
    }

    @Test
    void destinationsLieAheadWithinTheirDistance() {
        for (SignPlan plan : plans) {
            GuidanceSign sign = city.findGuidanceSign(plan.signId()).orElseThrow();
            assertThat(plan.ahead()).allSatisfy(ahead -> {
                double metres =
                        Distances.metres(sign.position(), ahead.destination().position());
                assertThat(metres).isBetween(RULES.nearestMetres(), RULES.farthestMetres());
                assertThat(ahead.destination().names().isEmpty()).isFalse();
            });
        }
    }

    @Test
    void waysBeginAtTheSignAndCanBeDrivenToTheDestination() {
        for (SignPlan plan : plans) {
            for (WaysAhead ahead : plan.ahead()) {
                for (GuideWay way : waysOf(ahead)) {
                    assertThat(way.segments().get(0)).isEqualTo(plan.segment());
                    for (int i = 1; i < way.segments().size(); i++) {
                        Segment before = city.segments().get(way.segments().get(i - 1));
                        Segment after = city.segments().get(way.segments().get(i));
                        assertThat(after.fromNode() == before.toNode()
                                        || areOnePlace(before.toNode(), after.fromNode()))
                                .as("%s to %s", before.id(), after.id())
                                .isTrue();
                        assertThat(after.toNode()).as("no turning back").isNotEqualTo(before.fromNode());
                    }
                    Segment last = city.segments()
                            .get(way.segments().get(way.segments().size() - 1));
                    assertThat(last.geometry()
                                    .getEnvelopeInternal()
                                    .centre()
                                    .distance(new Coordinate(
                                            ahead.destination().position().lon(),
                                            ahead.destination().position().lat())))
                            .isLessThan(0.01);
                    assertThat(way.via().isEmpty()).isFalse();
                }
            }
        }
    }

    @Test
    void alternativesDifferAndTakeNotMuchLonger() {
        for (SignPlan plan : plans) {
            for (WaysAhead ahead : plan.ahead()) {
                for (GuideWay way : ahead.alternatives()) {
                    assertThat(seconds(way))
                            .isBetween(seconds(ahead.main()), RULES.slowerMax() * seconds(ahead.main()));
                    Set<Integer> shared = new HashSet<>(way.segments());
                    shared.retainAll(ahead.main().segments());
                    assertThat(metres(shared)).isLessThanOrEqualTo(RULES.sharedMax() * metres(way.segments()));
                }
            }
        }
    }

    @Test
    void theSameCityHasTheSamePlans() {
        assertThat(plans()).isEqualTo(plans);
    }

    @Test
    void importantJunctionsAreWhereMainRoadsMeet() {
        ImportantPlaces places = new ImportantPlaces(new CityIndex(city), RULES);

        assertThat(places.junctions()).isNotEmpty().allSatisfy(junction -> {
            Set<Names> main = new HashSet<>();
            junction.approaches()
                    .forEach(approach -> approach.inbound().forEach(id -> {
                        Segment segment = city.findSegment(id).orElseThrow();
                        if (segment.roadClass().compareTo(RoadClass.PRIMARY) <= 0) {
                            main.add(approach.street());
                        }
                    }));
            assertThat(main).hasSizeGreaterThan(1);
        });
        String first = places.junctions().get(0).id();
        assertThat(places.find(first).orElseThrow().id()).isEqualTo(first);
        assertThat(places.find("j0")).isEmpty();
    }

    /** The graph leaves pieces without a length out. */
    private static boolean areOnePlace(long from, long to) {
        return city.segments().stream()
                .anyMatch(piece -> piece.lengthMetres() == 0 && piece.fromNode() == from && piece.toNode() == to);
    }

    private static List<GuideWay> waysOf(WaysAhead ahead) {
        List<GuideWay> ways = new ArrayList<>(ahead.alternatives());
        ways.add(ahead.main());
        return ways;
    }

    private static double seconds(GuideWay way) {
        return way.segments().stream()
                .map(city.segments()::get)
                .mapToDouble(segment -> segment.lengthMetres() * 3.6 / segment.speedLimitKmh())
                .sum();
    }

    private static double metres(Iterable<Integer> segments) {
        double sum = 0;
        for (int segment : segments) {
            sum += city.segments().get(segment).lengthMetres();
        }
        return sum;
    }
}
