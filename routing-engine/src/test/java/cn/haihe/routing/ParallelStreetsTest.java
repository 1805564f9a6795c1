package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.rule.BanArea;
import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.rule.PlateTable;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** Two streets from one junction to the next, each of one edge: the short one may be forbidden where the other is not. */
class ParallelStreetsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LonLat WEST = new LonLat(117.20, 39.10);
    private static final LonLat EAST = new LonLat(117.21, 39.10);

    @TempDir
    Path folder;

    @Test
    void aRestingPlateTakesTheOneOutsideTheArea() {
        OsmText map = new OsmText();
        map.node(1, 117.20, 39.10).node(2, 117.21, 39.10).node(3, 117.205, 39.104);
        map.node(4, 117.19, 39.10).node(5, 117.22, 39.10);
        map.way(1, OsmText.path(4, 1, 2, 5), "highway=primary", "maxspeed=60");
        map.node(6, 117.20, 39.09).way(3, OsmText.path(1, 6), "highway=primary", "maxspeed=60");
        map.way(2, OsmText.path(1, 3, 2), "highway=primary", "maxspeed=60");
        Path file = map.writeTo(folder.resolve("parallel.osm"));
        City city = new CityImporter().importFrom(file).city();
        Clock mondayNoon = Clock.fixed(
                LocalDateTime.parse("2026-03-30T12:00:00").atZone(SHANGHAI).toInstant(), SHANGHAI);
        try (RouteGuide guide = RouteGuides.open(
                file, city, folder.resolve("data"), CongestionScale.GBT_33171, RouteLimits.DEFAULT, mondayNoon)) {
            Polygon aroundTheShortOne =
                    (Polygon) new GeometryFactory().toGeometry(new Envelope(117.2005, 117.2095, 39.0995, 39.1003));
            guide.usePlateRules(new PlateRules(
                    PlateTable.tianjin().with(new BanArea(List.of(aroundTheShortOne), Set.of())),
                    DayCalendar.ofWeekdays(SHANGHAI)));
            RouteRequest request = RouteRequest.between(WEST, EAST, GuideLanguage.ZH);

            Route free = route(guide, request.with(Vehicle.of(VehicleKind.CAR)));
            Route resting =
                    route(guide, request.with(Vehicle.of(VehicleKind.CAR).withPlate(new Plate("津A12342"))));

            assertThat(free.distanceMetres()).isCloseTo(863, within(5.0));
            assertThat(resting.distanceMetres()).isBetween(1_100.0, 1_300.0);
            assertThat(resting.durationSeconds()).isCloseTo(resting.distanceMetres() * 3.6 / 60, within(0.1));
        }
    }

    private static Route route(RouteGuide guide, RouteRequest request) {
        return ((RouteAnswer.Found) guide.route(request)).routes().get(0);
    }
}
