package cn.haihe.map.osm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.City;
import cn.haihe.map.city.RoadClass;
import cn.haihe.map.city.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoadImportTest {
    private static List<String> ids(City city) {
        return city.segments().stream().map(Segment::id).toList();
    }

    private static City street(String... tags) {
        return new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .way(7, "1 2", tags)
                .imported()
                .city();
    }

    @Test
    void roadsAreCutWhereTheyMeetAndNumberedAlongTheWay() {
        City city = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 200, 0)
                .node(4, 300, 0)
                .node(5, 200, 100)
                .way(8, "3 5", "highway=residential", "oneway=yes")
                .way(7, "1 2 3 4", "highway=primary")
                .imported()
                .city();

        assertThat(ids(city)).containsExactly("w7.0f", "w7.0b", "w7.1f", "w7.1b", "w8.0f");
        Segment back = city.findSegment("w7.0b").orElseThrow();
        assertThat(back.fromNode()).isEqualTo(3);
        assertThat(back.toNode()).isEqualTo(1);
        assertThat(back.geometry().getNumPoints()).isEqualTo(3);
        assertThat(back.lengthMetres()).isCloseTo(200, within(0.5));
        assertThat(back.geometry().getStartPoint().getX()).isCloseTo(OsmText.lon(200), within(1e-6));
    }

    @Test
    void aWayThatCrossesItselfIsCutThereAndALoopOnceMore() {
        City city = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 200, 100)
                .node(4, 100, 200)
                .way(7, "1 2 3 4 2", "highway=residential", "oneway=yes")
                .imported()
                .city();

        assertThat(ids(city)).containsExactly("w7.0f", "w7.1f", "w7.2f");
        assertThat(city.segments()).noneMatch(segment -> segment.fromNode() == segment.toNode());
    }

    @Test
    void aWayDrawnThereAndBackIsOneRoad() {
        ImportedCity imported = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 200, 0)
                .way(7, "1 2 3 2 1", "highway=residential")
                .way(8, "3 2", "highway=residential", "oneway=yes")
                .imported();

        assertThat(ids(imported.city())).containsExactly("w7.0f", "w7.0b", "w7.1f", "w7.1b", "w8.0f");
        assertThat(imported.report().skipped(SkipReason.ROAD_DRAWN_TWICE)).isEqualTo(2);
    }

    @Test
    void aFootpathCutsNoRoad() {
        City city = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 200, 0)
                .node(4, 100, 100)
                .way(7, "1 2 3", "highway=primary")
                .way(8, "2 4", "highway=footway")
                .imported()
                .city();

        assertThat(ids(city)).containsExactly("w7.0f", "w7.0b");
    }

    @Test
    void aBollardEndsTheRoadOnBothSides() {
        City city = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0, "barrier=bollard")
                .node(3, 200, 0)
                .way(7, "1 2 3", "highway=residential")
                .imported()
                .city();

        assertThat(ids(city)).containsExactly("w7.0f", "w7.0b", "w7.1f", "w7.1b");
    }

    @Test
    void aRoadThatLeavesTheExtractIsNotBridged() {
        ImportedCity imported = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(4, 300, 0)
                .node(5, 400, 0)
                .way(7, "1 2 3 4 5", "highway=primary", "oneway=yes")
                .imported();

        assertThat(imported.city().segments()).hasSize(2).allMatch(segment -> segment.lengthMetres() < 101);
        assertThat(imported.report().skipped(SkipReason.ROAD_LEAVING_EXTRACT)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "oneway=yes, f",
        "oneway=-1, b",
        "oneway=no, fb",
        "junction=roundabout, f",
        "oneway:motor_vehicle=yes, f",
        "motor_vehicle:backward=no, f",
        "vehicle:forward=no, b"
    })
    void drivesWhereTheTagsAllow(String tag, String directions) {
        City city = street("highway=secondary", tag);

        assertThat(String.join("", ids(city).stream().map(id -> id.substring(4)).toList()))
                .isEqualTo(directions);
    }

    @Test
    void aMotorwayIsOnewayUnlessItSaysOtherwise() {
        assertThat(ids(street("highway=motorway"))).containsExactly("w7.0f");
        assertThat(ids(street("highway=motorway", "oneway=no"))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"access=private, 0", "access=no, 0", "motor_vehicle=no, 0", "access=destination, 2", "motorcar=yes, 2"})
    void privateRoadsAreLeftOutAndCounted(String tag, int directions) {
        ImportedCity imported = new OsmText()
                .node(1, 0, 0)
                .node(2, 100, 0)
                .node(3, 200, 0)
                .way(7, "1 2", "highway=residential")
                .way(8, "2 3", "highway=service", tag)
                .imported();

        assertThat(imported.city().segments()).hasSize(2 + directions);
        assertThat(imported.report().skipped(SkipReason.ROAD_CLOSED_TO_CARS)).isEqualTo(directions == 0 ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "maxspeed=40, 40",
        "maxspeed=60 km/h, 60",
        "maxspeed=30 mph, 48.28032",
        "maxspeed=CN:urban, 50",
        "maxspeed=signals, 60",
        "maxspeed=0, 60",
        "surface=asphalt, 60"
    })
    void readsSpeedLimits(String tag, double kmh) {
        assertThat(street("highway=primary", tag).segments().get(0).speedLimitKmh())
                .isCloseTo(kmh, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "lanes=4, no, 2",
        "lanes=3, yes, 3",
        "lanes:forward=3, no, 3",
        "lanes=0, no, 2",
        "lanes=2;3, no, 2",
        "lanes=999, yes, 16"
    })
    void readsLanesOfOneDirection(String tag, String oneway, int lanes) {
        assertThat(street("highway=primary", tag, "oneway=" + oneway)
                        .segments()
                        .get(0)
                        .lanes())
                .isEqualTo(lanes);
    }

    @Test
    void lanesOfOneDirectionAreWhatTheOtherLeaves() {
        City city = street("highway=primary", "lanes=5", "lanes:backward=2");

        assertThat(city.segments()).extracting(Segment::lanes).containsExactly(3, 2);
    }

    @Test
    void aLinkHasTheClassOfWhatItLinksAndNamesKeepTheirLanguage() {
        City city = street("highway=trunk_link", "name=解放南路", "name:en=Jiefang South Road");

        Segment segment = city.segments().get(0);
        assertThat(segment.roadClass()).isEqualTo(RoadClass.TRUNK);
        assertThat(segment.names().zh()).isEqualTo("解放南路");
        assertThat(segment.names().en()).isEqualTo("Jiefang South Road");
        assertThat(street("highway=primary", "name=Rua da Praia")
                        .segments()
                        .get(0)
                        .names())
                .isEqualTo(new cn.haihe.map.city.Names("", "Rua da Praia"));
    }
}
