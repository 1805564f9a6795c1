package cn.haihe.map.osm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.Approach;
import cn.haihe.map.city.Junction;
import cn.haihe.map.city.Movement;
import cn.haihe.map.city.Names;
import cn.haihe.map.city.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class JunctionImportTest {
    private static final String SIGNAL = "highway=traffic_signals";

    /** Arms north (2), east (3), south (4), west (5) of a crossing at node 1; ways 12, 13, 14, 15 lead outward. */
    private static OsmText cross(String... centreTags) {
        return new OsmText()
                .node(1, 0, 0, centreTags)
                .node(2, 0, 200)
                .node(3, 200, 0)
                .node(4, 0, -200)
                .node(5, -200, 0)
                .way(12, "1 2", "highway=primary", "name=南京路", "name:en=Nanjing Road", "lanes=6")
                .way(14, "1 4", "highway=primary", "name=南京路", "name:en=Nanjing Road", "lanes=6")
                .way(13, "1 3", "highway=secondary", "name=营口道", "name:en=Yingkou Avenue", "lanes=2")
                .way(15, "1 5", "highway=secondary", "name=营口道", "name:en=Yingkou Avenue", "lanes=2");
    }

    private static Junction only(OsmText text) {
        List<Junction> junctions = text.imported().city().junctions();
        assertThat(junctions).hasSize(1);
        return junctions.get(0);
    }

    private static List<String> turns(Junction junction) {
        return junction.movements().stream()
                .map(m -> m.fromApproach() + ">" + m.toApproach() + " " + m.turn())
                .toList();
    }

    private static int lanes(Junction junction, int from, Turn turn) {
        return junction.movements().stream()
                .filter(movement -> movement.fromApproach() == from && movement.turn() == turn)
                .findFirst()
                .map(Movement::lanes)
                .orElseThrow();
    }

    @Test
    void aCrossingOfTwoRoadsHasFourApproachesClockwiseFromNorth() {
        Junction junction = only(cross(SIGNAL));

        assertThat(junction.id()).isEqualTo("j1");
        assertThat(junction.names()).isEqualTo(new Names("南京路与营口道交口", "Nanjing Road and Yingkou Avenue"));
        assertThat(junction.signalNodes()).containsExactly(1L);
        assertThat(junction.approaches()).extracting(Approach::number).containsExactly(1, 2, 3, 4);
        List<Double> bearings =
                junction.approaches().stream().map(Approach::bearingDegrees).toList();
        for (int i = 0; i < 4; i++) {
            assertThat(bearings.get(i)).isCloseTo(90.0 * i, within(0.5));
        }
        Approach north = junction.approaches().get(0);
        assertThat(north.inbound()).containsExactly("w12.0b");
        assertThat(north.outbound()).containsExactly("w12.0f");
        assertThat(north.lanes()).isEqualTo(3);
        assertThat(north.widthMetres()).isCloseTo(19.8, within(0.1));
        assertThat(turns(junction))
                .containsExactly(
                        "1>2 LEFT",
                        "1>3 STRAIGHT",
                        "1>4 RIGHT",
                        "2>1 RIGHT",
                        "2>3 LEFT",
                        "2>4 STRAIGHT",
                        "3>1 STRAIGHT",
                        "3>2 RIGHT",
                        "3>4 LEFT",
                        "4>1 LEFT",
                        "4>2 STRAIGHT",
                        "4>3 RIGHT");
    }

    @Test
    void signalsAtTheStopLinesServeTheCrossingBehindThem() {
        Junction junction = only(new OsmText()
                .node(1, 0, 0)
                .node(2, 0, 200)
                .node(22, 0, 20, SIGNAL)
                .node(3, 200, 0)
                .node(33, 20, 0, SIGNAL, "traffic_signals:direction=backward")
                .node(4, 0, -200)
                .node(44, 0, -20, SIGNAL)
                .way(12, "1 22 2", "highway=primary")
                .way(13, "1 33 3", "highway=primary")
                .way(14, "1 44 4", "highway=primary"));

        assertThat(junction.id()).isEqualTo("j22");
        assertThat(junction.signalNodes()).containsExactly(22L, 33L, 44L);
        assertThat(junction.approaches()).hasSize(3);
    }

    /** Two dual roads: 1 south-west, 2 south-east, 3 north-east, 4 north-west; traffic drives on the right. */
    private static OsmText dualCrossing(String... tagsOfOtherNodes) {
        return new OsmText()
                .node(1, -12, -12, SIGNAL)
                .node(2, 12, -12, tagsOfOtherNodes)
                .node(3, 12, 12, tagsOfOtherNodes)
                .node(4, -12, 12, tagsOfOtherNodes)
                .node(11, -12, 200)
                .node(12, -12, -200)
                .node(13, 12, -200)
                .node(14, 12, 200)
                .node(15, 200, 12)
                .node(16, -200, 12)
                .node(17, -200, -12)
                .node(18, 200, -12)
                .way(1, "11 4 1 12", "highway=primary", "oneway=yes", "name=卫津路", "lanes=3")
                .way(2, "13 2 3 14", "highway=primary", "oneway=yes", "name=卫津路", "lanes=3")
                .way(3, "15 3 4 16", "highway=primary", "oneway=yes", "name=鞍山道", "lanes=3")
                .way(4, "17 1 2 18", "highway=primary", "oneway=yes", "name=鞍山道", "lanes=3");
    }

    @Test
    void theFourNodesOfTwoDualRoadsAreOneJunctionWithFourApproaches() {
        Junction junction = only(dualCrossing(SIGNAL));

        assertThat(junction.signalNodes()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(junction.position().lon()).isCloseTo(OsmText.lon(0), within(1e-7));
        assertThat(junction.approaches()).hasSize(4);
        Approach north = junction.approaches().get(0);
        assertThat(north.inbound()).containsExactly("w1.0f");
        assertThat(north.outbound()).containsExactly("w2.2f");
        assertThat(north.widthMetres()).isCloseTo(24 + 3 * 3.3, within(0.5));
        assertThat(turns(junction))
                .contains("1>1 U_TURN", "1>2 LEFT", "1>3 STRAIGHT", "1>4 RIGHT", "3>1 STRAIGHT", "3>4 LEFT")
                .hasSize(16);
    }

    @Test
    void oneSignalIsEnoughForAllNodesOfADualCrossing() {
        Junction junction = only(dualCrossing());

        assertThat(junction.signalNodes()).containsExactly(1L);
        assertThat(junction.approaches()).hasSize(4);
        assertThat(junction.movements()).hasSize(16);
    }

    @Test
    void turnRestrictionsTakeMovementsAway() {
        assertThat(turns(only(cross(SIGNAL)
                        .relation(
                                1,
                                "from:way/12 via:node/1 to:way/13",
                                "type=restriction",
                                "restriction=no_left_turn"))))
                .doesNotContain("1>2 LEFT")
                .hasSize(11);
        assertThat(turns(only(cross(SIGNAL)
                        .relation(
                                1,
                                "from:way/13 via:node/1 to:way/15",
                                "type=restriction",
                                "restriction=only_straight_on"))))
                .contains("2>4 STRAIGHT")
                .doesNotContain("2>1 RIGHT", "2>3 LEFT")
                .hasSize(10);
        assertThat(turns(only(cross(SIGNAL)
                        .relation(
                                1,
                                "from:way/12 via:node/1 to:way/13",
                                "type=restriction",
                                "restriction=no_left_turn",
                                "except=bus;motorcar"))))
                .hasSize(12);
    }

    @Test
    void aRestrictionByWayOfAWayForbidsTheUTurnOfADualRoad() {
        Junction junction = only(new OsmText()
                .node(1, 0, -10, SIGNAL)
                .node(2, 0, 10, SIGNAL)
                .node(3, 0, -200)
                .node(4, 0, 200)
                .node(5, -200, -10)
                .node(6, 200, -10)
                .node(7, 200, 10)
                .node(8, -200, 10)
                .way(1, "5 1", "highway=primary", "oneway=yes", "name=A")
                .way(2, "1 6", "highway=primary", "oneway=yes", "name=A")
                .way(3, "7 2", "highway=primary", "oneway=yes", "name=A")
                .way(4, "2 8", "highway=primary", "oneway=yes", "name=A")
                .way(5, "3 1", "highway=tertiary", "name=B")
                .way(6, "1 2", "highway=tertiary", "name=B")
                .way(7, "2 4", "highway=tertiary", "name=B")
                .relation(1, "from:way/1 via:way/6 to:way/4", "type=restriction", "restriction=no_u_turn"));

        assertThat(turns(junction)).contains("2>2 U_TURN", "4>1 LEFT").doesNotContain("4>4 U_TURN");
    }

    @Test
    void brokenAndConditionalRestrictionsAreCounted() {
        ImportReport report = cross(SIGNAL)
                .relation(1, "from:way/12 via:node/1 to:way/99", "type=restriction", "restriction=no_left_turn")
                .relation(2, "from:way/12 to:way/13", "type=restriction", "restriction=no_left_turn")
                .relation(
                        3,
                        "from:way/12 via:node/1 to:way/13",
                        "type=restriction",
                        "restriction:conditional=no_left_turn @ (07:00-09:00)")
                .imported()
                .report();

        assertThat(report.skipped(SkipReason.RESTRICTION_BROKEN)).isEqualTo(2);
        assertThat(report.skipped(SkipReason.RESTRICTION_CONDITIONAL)).isEqualTo(1);
    }

    @Test
    void lanesComeFromTurnLanesOrFromWhatIsUsual() {
        Junction usual = only(cross(SIGNAL));
        assertThat(lanes(usual, 1, Turn.LEFT)).isEqualTo(1);
        assertThat(lanes(usual, 1, Turn.STRAIGHT)).isEqualTo(2);
        assertThat(lanes(usual, 2, Turn.STRAIGHT)).isEqualTo(1);

        Junction tagged = only(new OsmText()
                .node(1, 0, 0, SIGNAL)
                .node(2, 0, 200)
                .node(3, 200, 0)
                .node(4, 0, -200)
                .node(5, -200, 0)
                .way(
                        12,
                        "2 1",
                        "highway=primary",
                        "oneway=yes",
                        "lanes=4",
                        "turn:lanes=left|left;through|through|right")
                .way(14, "1 4", "highway=primary", "lanes=6")
                .way(13, "1 3", "highway=primary", "lanes=6")
                .way(15, "1 5", "highway=primary", "lanes=6"));
        assertThat(lanes(tagged, 1, Turn.LEFT)).isEqualTo(2);
        assertThat(lanes(tagged, 1, Turn.STRAIGHT)).isEqualTo(2);
        assertThat(lanes(tagged, 1, Turn.RIGHT)).isEqualTo(1);
    }

    @Test
    void aOnewayArmOnlyLeadsOut() {
        Junction junction = only(new OsmText()
                .node(1, 0, 0, SIGNAL)
                .node(2, 0, 200)
                .node(3, 200, 0)
                .node(4, 0, -200)
                .way(12, "1 2", "highway=primary", "oneway=yes")
                .way(13, "1 3", "highway=primary")
                .way(14, "1 4", "highway=primary"));

        Approach north = junction.approaches().get(0);
        assertThat(north.lanes()).isZero();
        assertThat(north.inbound()).isEmpty();
        assertThat(turns(junction)).containsExactly("2>1 RIGHT", "2>3 LEFT", "3>1 STRAIGHT", "3>2 RIGHT");
    }

    @Test
    void signalsThatServeNoCrossingAreCountedByReason() {
        ImportedCity imported = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0, SIGNAL, "crossing=traffic_signals")
                .node(3, 300, 0, "highway=crossing", "crossing=traffic_signals")
                .node(4, 400, 0)
                .node(5, 500, 500, SIGNAL)
                .node(6, 100, 30)
                .way(7, "1 2 3 4", "highway=primary")
                .way(8, "2 6", "highway=service", "service=driveway")
                .imported();

        assertThat(imported.city().junctions()).isEmpty();
        assertThat(imported.report().skipped(SkipReason.SIGNAL_WITHOUT_CROSSING))
                .isEqualTo(1);
        assertThat(imported.report().skipped(SkipReason.SIGNAL_OFF_ROAD)).isEqualTo(1);
    }

    @Test
    void roadsThatOnlyPartAreNoJunction() {
        ImportedCity imported = new OsmText()
                .node(1, 0, 0, SIGNAL)
                .node(2, -200, 0)
                .node(3, 200, 0)
                .node(4, 200, 80)
                .way(12, "2 1", "highway=primary", "oneway=yes")
                .way(13, "1 3", "highway=primary", "oneway=yes")
                .way(14, "1 4", "highway=primary", "oneway=yes")
                .imported();

        assertThat(imported.city().junctions()).isEmpty();
        assertThat(imported.report().skipped(SkipReason.JUNCTION_WITHOUT_CONFLICT))
                .isEqualTo(1);
    }

    @Test
    void bothSidesOfAMedianThatNoCarCrossesAreOneJunction() {
        Junction junction = only(new OsmText()
                .node(1, 0, -8, SIGNAL)
                .node(2, 0, 8, SIGNAL)
                .node(3, -200, -8)
                .node(4, 200, -8)
                .node(5, 200, 8)
                .node(6, -200, 8)
                .node(7, 0, -200)
                .node(8, 0, 200)
                .way(1, "3 1 4", "highway=primary", "oneway=yes", "name=西藏南路")
                .way(2, "5 2 6", "highway=primary", "oneway=yes", "name=西藏南路")
                .way(3, "7 1", "highway=residential", "name=会稽路")
                .way(4, "8 2", "highway=residential", "name=太仓路"));

        assertThat(junction.signalNodes()).containsExactly(1L, 2L);
        assertThat(turns(junction))
                .containsExactly("1>4 RIGHT", "2>1 RIGHT", "2>4 STRAIGHT", "3>2 RIGHT", "4>2 STRAIGHT", "4>3 RIGHT");
    }

    @Test
    void crossingsABlockApartStayTwo() {
        assertThat(new OsmText()
                        .node(1, 0, 0, SIGNAL)
                        .node(2, 80, 0, SIGNAL)
                        .node(3, -100, 0)
                        .node(4, 200, 0)
                        .node(5, 0, 100)
                        .node(6, 80, 100)
                        .way(7, "3 1 2 4", "highway=primary")
                        .way(8, "1 5", "highway=primary")
                        .way(9, "2 6", "highway=primary")
                        .imported()
                        .city()
                        .junctions())
                .extracting(Junction::id)
                .containsExactly("j1", "j2");
    }
}
