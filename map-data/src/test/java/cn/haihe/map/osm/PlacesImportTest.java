package cn.haihe.map.osm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.BusRoute;
import cn.haihe.map.city.BusStop;
import cn.haihe.map.city.CarPark;
import cn.haihe.map.city.City;
import cn.haihe.map.city.GuidanceSign;
import cn.haihe.map.geo.Distances;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlacesImportTest {
    private static OsmText street() {
        return new OsmText()
                .node(1, 0, 0)
                .node(2, 500, 0)
                .node(3, 1000, 0)
                .way(7, "1 2", "highway=primary")
                .way(8, "3 2", "highway=primary");
    }

    @Test
    void polesOnBothSidesAreTwoStopsAndAStopPositionBelongsToOne() {
        ImportedCity imported = street().node(11, 100, 12, "highway=bus_stop", "name=海光寺")
                .node(12, 110, -12, "highway=bus_stop", "name=海光寺")
                .node(13, 104, 0, "public_transport=stop_position", "bus=yes", "name=海光寺")
                .node(14, 99, 13, "public_transport=platform", "bus=yes")
                .node(15, 800, 12, "public_transport=platform", "bus=yes", "name=鼓楼")
                .node(16, 900, 12, "public_transport=platform", "tram=yes", "name=电车")
                .imported();

        assertThat(imported.city().busStops()).extracting(BusStop::id).containsExactly("s11", "s12", "s15");
        assertThat(imported.report().skipped(SkipReason.STOP_DUPLICATE)).isEqualTo(2);
    }

    @Test
    void aRouteHasItsStopsInOrderAndItsWaysTurnedToOnePath() {
        City city = street().node(11, 100, 12, "highway=bus_stop", "name=甲")
                .node(12, 900, 12, "highway=bus_stop", "name=乙")
                .node(21, 100, 0, "public_transport=stop_position", "name=甲")
                .relation(
                        5,
                        "stop:node/21 platform:node/11 platform:node/12 :way/7 :way/8",
                        "type=route",
                        "route=bus",
                        "ref=804",
                        "name=804路")
                .imported()
                .city();

        BusRoute route = city.findBusRoute("r5").orElseThrow();
        assertThat(route.ref()).isEqualTo("804");
        assertThat(route.stopIds()).containsExactly("s11", "s12");
        assertThat(route.path().getNumPoints()).isEqualTo(3);
        assertThat(Distances.lengthMetres(route.path())).isCloseTo(1000, within(2.0));
    }

    @Test
    void aRouteLeavesARoundaboutWhereItsNextWayBegins() {
        ImportedCity imported = new OsmText()
                .node(1, -200, 0)
                .node(2, -20, 0)
                .node(3, 0, -20)
                .node(4, 20, 0)
                .node(5, 0, 20)
                .node(6, 200, 0)
                .way(7, "1 2", "highway=primary")
                .way(8, "5 2 3 4 5", "highway=primary", "junction=roundabout")
                .way(9, "4 6", "highway=primary")
                .way(10, "6 1", "highway=primary")
                .relation(5, ":way/7 :way/8 :way/9", "type=route", "route=bus", "ref=1")
                .relation(6, ":way/7 :way/9", "type=route", "route=bus", "ref=2")
                .relation(9, "stop:node/77", "type=route", "route=bus", "ref=3")
                .imported();

        BusRoute route = imported.city().findBusRoute("r5").orElseThrow();
        assertThat(route.path().getNumPoints()).as("1 2 3 4 6").isEqualTo(5);
        assertThat(imported.report().skipped(SkipReason.ROUTE_GAP)).isEqualTo(1);
        assertThat(imported.report().skipped(SkipReason.ROUTE_EMPTY)).isEqualTo(1);
        assertThat(imported.report().skipped(SkipReason.ROUTE_MEMBER_MISSING)).isEqualTo(1);
    }

    @Test
    void carParksAreNodesAndAreasOpenToThePublic() {
        ImportedCity imported = street().node(11, 0, 50, "amenity=parking", "capacity=120", "name=和平停车场")
                .node(12, 0, 90, "amenity=parking", "access=private")
                .node(21, 0, 100)
                .node(22, 100, 100)
                .node(23, 100, 200)
                .node(24, 0, 200)
                .way(9, "21 22 23 24 21", "amenity=parking", "capacity=many", "access=customers")
                .imported();

        assertThat(imported.city().carParks()).extracting(CarPark::id).containsExactly("p11", "pw9");
        assertThat(imported.city().carParks())
                .extracting(CarPark::capacity)
                .containsExactly(OptionalInt.of(120), OptionalInt.empty());
        CarPark area = imported.city().findCarPark("pw9").orElseThrow();
        assertThat(area.position().lon()).isCloseTo(OsmText.lon(50), within(1e-4));
        assertThat(imported.report().skipped(SkipReason.CAR_PARK_PRIVATE)).isEqualTo(1);
    }

    @Test
    void watersAreAreasWithHolesAndRivers() {
        ImportedCity imported = street().node(21, 0, 100)
                .node(22, 100, 100)
                .node(23, 100, 200)
                .node(24, 0, 200)
                .node(31, 40, 140)
                .node(32, 60, 140)
                .node(33, 50, 160)
                .way(9, "21 22 23")
                .way(10, "21 24 23")
                .way(11, "31 32 33 31")
                .way(12, "1 21", "waterway=river", "name=海河")
                .way(13, "31 32 33 31", "natural=water")
                .way(14, "31 32 33", "natural=water")
                .relation(5, "outer:way/9 outer:way/10 inner:way/11", "type=multipolygon", "natural=water")
                .imported();

        assertThat(imported.city().waters()).hasSize(3);
        assertThat(imported.city().waters().get(0).names().zh()).isEqualTo("海河");
        double lake = imported.city().waters().get(2).geometry().getArea();
        double island = imported.city().waters().get(1).geometry().getArea();
        assertThat(island / lake).isCloseTo(200 / 9800.0, within(1e-6));
        assertThat(imported.report().skipped(SkipReason.AREA_BROKEN)).isEqualTo(1);
    }

    /** The street 7 goes both ways, 8 has a second carriageway to itself. */
    private static OsmText signedStreet(String... onTheRoad) {
        return new OsmText()
                .node(1, 0, 0)
                .node(4, 300, 0, onTheRoad)
                .node(2, 500, 0)
                .node(3, 1000, 0)
                .way(7, "1 4 2", "highway=primary")
                .way(8, "2 3", "highway=primary", "oneway=yes");
    }

    @Test
    void aSignOnTheRoadIsReadByTheDirectionThatItNames() {
        String[][] forward = {
            {"traffic_sign=variable_message", "direction=forward"},
            {"traffic_sign=maxspeed;variable_message", "traffic_sign:direction=forward"},
            {"traffic_sign:forward=variable_message"}
        };
        for (String[] tags : forward) {
            GuidanceSign sign =
                    signedStreet(tags).imported().city().guidanceSigns().get(0);
            assertThat(sign.id()).isEqualTo("v4");
            assertThat(sign.segmentId()).isEqualTo("w7.0f");
            assertThat(sign.fraction()).isCloseTo(0.6, within(1e-3));
        }
        GuidanceSign backward = signedStreet("traffic_sign=variable_message", "direction=backward")
                .imported()
                .city()
                .findGuidanceSign("v4")
                .orElseThrow();
        assertThat(backward.segmentId()).isEqualTo("w7.0b");
        assertThat(backward.fraction()).isCloseTo(0.4, within(1e-3));
    }

    @Test
    void aSignOnATwoWayRoadThatNamesNoDirectionIsLeftOutAndCounted() {
        ImportedCity imported = signedStreet("traffic_sign=variable_message").imported();

        assertThat(imported.city().guidanceSigns()).isEmpty();
        assertThat(imported.report().skipped(SkipReason.SIGN_WITHOUT_DIRECTION)).isEqualTo(1);
    }

    @Test
    void aSignBesideTheRoadIsReadByThoseItFacesOrHaveItOnTheirRight() {
        ImportedCity imported = signedStreet()
                .node(11, 100, 15, "traffic_sign=variable_message", "direction=270", "ref=VMS-7")
                .node(12, 200, -15, "traffic_sign=variable_message", "name=诱导屏")
                .node(13, 220, 15, "traffic_sign=variable_message", "direction=E")
                .node(14, 800, 15, "traffic_sign=variable_message", "direction=E")
                .node(15, 800, 900, "traffic_sign=variable_message", "direction=W")
                .node(16, 800, 15, "traffic_sign=stop", "direction=W")
                .imported();

        assertThat(imported.city().guidanceSigns())
                .extracting(GuidanceSign::id, GuidanceSign::segmentId)
                .containsExactly(tuple("v11", "w7.0f"), tuple("v12", "w7.0f"), tuple("v13", "w7.0b"));
        assertThat(imported.city().findGuidanceSign("v11").orElseThrow().names().zh())
                .isEqualTo("VMS-7");
        assertThat(imported.report().skipped(SkipReason.SIGN_WITHOUT_DIRECTION)).isEqualTo(1);
        assertThat(imported.report().skipped(SkipReason.SIGN_OFF_ROAD)).isEqualTo(1);
    }

    @Test
    void aSignBesideAMainRoadIsNotForTheLaneBetween() {
        City city = signedStreet()
                .node(21, 0, -12)
                .node(22, 500, -12)
                .way(9, "21 22", "highway=residential")
                .node(11, 100, -13, "traffic_sign=variable_message", "direction=W")
                .imported()
                .city();

        assertThat(city.guidanceSigns()).extracting(GuidanceSign::segmentId).containsExactly("w7.0f");
    }

    @Test
    void aSignOnAOneWayRoadNeedsNoDirectionAndCutsNothing() {
        City city = signedStreet()
                .node(5, 700, 0, "traffic_sign=variable_message")
                .way(9, "3 5 2", "highway=primary", "oneway=yes")
                .imported()
                .city();

        assertThat(city.guidanceSigns()).extracting(GuidanceSign::segmentId).containsExactly("w9.0f");
        assertThat(city.segments()).hasSize(4);
    }
}
