package cn.haihe.map.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.demo.DemoScale;
import cn.haihe.map.demo.internal.StreetNet.Edge;
import cn.haihe.map.demo.internal.StreetNet.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.algorithm.Angle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

class CityPlanTest {
    private static final Map<DemoScale, CityPlan> PLANS = new HashMap<>();

    private static CityPlan plan(DemoScale scale) {
        return PLANS.computeIfAbsent(scale, s -> CityPlan.draw(s, 3));
    }

    @ParameterizedTest
    @EnumSource(DemoScale.class)
    void onlyBridgesCrossTheWater(DemoScale scale) {
        CityPlan plan = plan(scale);
        // The last metre at the shore is where bridge and ground meet.
        Geometry water = plan.river().water.buffer(-1);

        List<Edge> overWater = plan.net().edges().stream()
                .filter(edge -> line(plan.net(), edge).intersects(water))
                .toList();
        assertThat(overWater)
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(edge.level)
                        .as("%s %s", edge.street, line(plan.net(), edge))
                        .isEqualTo(Level.BRIDGE));
    }

    @Test
    void theBridgesOfTheCentreStandInTheirOrder() {
        CityPlan plan = plan(DemoScale.SMALL);

        List<Double> places = plan.bridges().stream()
                .map(placed -> plan.river().placeOf(placed.middle()))
                .toList();

        assertThat(plan.bridges())
                .extracting(placed -> placed.bridge().zh())
                .startsWith("永乐桥", "金钢桥", "狮子林桥")
                .contains("解放桥", "大光明桥")
                .endsWith("光华桥");
        assertThat(places).isSorted();
        // Each is a way over the water.
        assertThat(plan.bridges())
                .allSatisfy(placed -> assertThat(plan.net().edges())
                        .anyMatch(edge -> edge.level == Level.BRIDGE
                                && line(plan.net(), edge).distance(point(placed.middle())) < 200));
    }

    @Test
    void madeUpStreetsAreNamedByTheirDirection() {
        CityPlan plan = plan(DemoScale.TIANJIN);
        Map<Street, double[]> extents = new HashMap<>();
        for (Edge edge : plan.net().edges()) {
            Coordinate p = plan.net().at(edge.a);
            Coordinate q = plan.net().at(edge.b);
            double[] extent = extents.computeIfAbsent(edge.street, street -> new double[2]);
            extent[0] += Math.abs(p.x - q.x);
            extent[1] += Math.abs(p.y - q.y);
        }
        extents.forEach((street, extent) -> {
            if (street.synthetic() && !street.zh().startsWith("海河")) {
                assertThat(street.zh())
                        .as("%.0f m east, %.0f m north", extent[0], extent[1])
                        .endsWith(extent[0] > extent[1] ? "道" : "路");
                assertThat(street.en()).endsWith(extent[0] > extent[1] ? "Avenue" : "Road");
            }
        });
        Set<String> names = new HashSet<>();
        assertThat(extents.keySet())
                .filteredOn(Street::synthetic)
                .isNotEmpty()
                .allMatch(street -> names.add(street.zh()));
    }

    @Test
    void trueRoadsKeepTheirLines() {
        CityPlan plan = plan(DemoScale.TIANJIN);
        for (Facts.Road road : plan.facts().roads()) {
            List<LineString> drawn = plan.net().edges().stream()
                    .filter(edge -> edge.street.zh().equals(road.zh()))
                    .map(edge -> line(plan.net(), edge))
                    .toList();
            Geometry truth = new GeometryFactory()
                    .createLineString(road.line().toArray(Coordinate[]::new))
                    .buffer(60);
            assertThat(drawn).as(road.zh()).isNotEmpty();
            double inside = drawn.stream()
                    .mapToDouble(line -> line.intersection(truth).getLength())
                    .sum();
            double all = drawn.stream().mapToDouble(LineString::getLength).sum();
            // Ties from loose ends to the next street are the only parts beside the line.
            assertThat(all - inside).as(road.zh()).isLessThan(1_000);
        }
    }

    @Test
    void restrictionsForbidWhatTheySayAndNothingThatABusDoes() {
        CityPlan plan = plan(DemoScale.TIANJIN);

        assertThat(plan.restrictions()).hasSizeGreaterThan(500);
        for (Restrictions.Restriction restriction : plan.restrictions()) {
            int via = restriction.via();
            double in = Angle.angle(
                    plan.net().at(restriction.from().other(via)), plan.net().at(via));
            double out = Angle.angle(
                    plan.net().at(via), plan.net().at(restriction.to().other(via)));
            double left = Math.toDegrees(Angle.normalize(out - in));
            if (restriction.type().equals("no_left_turn")) {
                assertThat(left).isBetween(45.0, 135.0);
            } else {
                assertThat(restriction.from()).isSameAs(restriction.to());
            }
        }
        Set<List<Object>> forbidden = new HashSet<>();
        plan.restrictions().forEach(r -> forbidden.add(List.of(r.from(), r.to())));
        for (BusLines.Line line : plan.buses().lines()) {
            for (int i = 0; i + 1 < line.path().size(); i++) {
                assertThat(forbidden)
                        .doesNotContain(List.of(line.path().get(i), line.path().get(i + 1)))
                        .doesNotContain(
                                List.of(line.path().get(i + 1), line.path().get(i)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DemoScale.class)
    void noCrossingHasMoreArmsThanACityBuilds(DemoScale scale) {
        StreetNet net = plan(scale).net();
        for (int node = 0; node < net.nodeCount(); node++) {
            assertThat(net.edgesAt(node)).hasSizeLessThan(7);
        }
    }

    private static LineString line(StreetNet net, Edge edge) {
        return new GeometryFactory().createLineString(new Coordinate[] {net.at(edge.a), net.at(edge.b)});
    }

    private static Geometry point(Coordinate at) {
        return new GeometryFactory().createPoint(at);
    }
}
