package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.haihe.map.city.City;
import cn.haihe.map.geo.LonLat;
import cn.haihe.map.osm.CityImporter;
import cn.haihe.map.traffic.CongestionScale;
import cn.haihe.map.traffic.Grade;
import cn.haihe.routing.area.AreaFault;
import cn.haihe.routing.live.SegmentSpeeds;
import cn.haihe.routing.profile.DayCalendar;
import cn.haihe.routing.rule.BanArea;
import cn.haihe.routing.rule.PlateRules;
import cn.haihe.routing.rule.PlateTable;
import cn.haihe.routing.vehicle.Plate;
import cn.haihe.routing.vehicle.TruckSize;
import cn.haihe.routing.vehicle.Vehicle;
import cn.haihe.routing.vehicle.VehicleKind;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.util.Parameters;
import com.graphhopper.util.Parameters.Algorithms.AltRoute;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * From west to east there is a short way in the middle and a long one in the north; between them the middle is for each
 * vehicle what its test makes of it. A block is 0.01 degrees: 865 m from west to east, 1,110 m from south to north.
 */
class VehiclesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LonLat WEST = new LonLat(117.20, 39.10);
    private static final LonLat EAST = new LonLat(117.24, 39.10);
    private static final LonLat MIDDLE = new LonLat(117.22, 39.10);
    private static final Vehicle CAR = Vehicle.of(VehicleKind.CAR);

    @TempDir
    static Path folder;

    private static City city;
    private static RouteGuide guide;
    private static Instant now;

    /** A grid of five by two: the main road in the south in four ways, its bypass in the north in one. */
    @BeforeAll
    static void open() {
        OsmText map = new OsmText();
        for (int column = 0; column < 5; column++) {
            map.node(1 + column, 117.20 + 0.01 * column, 39.10);
            map.node(11 + column, 117.20 + 0.01 * column, 39.11);
        }
        map.way(1, OsmText.path(1, 2), "highway=primary", "name=主路", "maxspeed=60");
        map.way(2, OsmText.path(2, 3), "highway=primary", "name=主路", "maxspeed=60", "maxheight=3.8");
        map.way(3, OsmText.path(3, 4), "highway=primary", "name=主路", "maxspeed=60", "bridge=yes");
        map.way(4, OsmText.path(4, 5), "highway=primary", "name=主路", "maxspeed=60");
        map.way(5, OsmText.path(11, 12, 13, 14, 15), "highway=primary", "name=外环线", "maxspeed=120");
        map.way(6, OsmText.path(1, 11), "highway=residential", "maxspeed=60");
        map.way(7, OsmText.path(5, 15), "highway=residential", "maxspeed=60");
        map.node(31, 117.20, 39.096).node(35, 117.24, 39.096);
        map.way(8, OsmText.path(1, 31, 35, 5), "highway=unclassified", "access=private", "maxspeed=60");
        map.way(9, OsmText.path(3, 13), "highway=footway");
        Path file = map.writeTo(folder.resolve("ways.osm"));
        city = new CityImporter().importFrom(file).city();
        guide = RouteGuides.open(
                file, city, folder.resolve("data"), CongestionScale.GBT_33171, RouteLimits.DEFAULT, new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                });
    }

    @AfterAll
    static void close() {
        guide.close();
    }

    @BeforeEach
    void mondayAtNoon() throws Exception {
        now = at("2026-03-30T12:00:00");
        guide.usePlateRules(rules(List.of()));
        use(SegmentSpeeds.builder(city.segments().size(), now));
    }

    @Test
    void aLowBridgeIsForLowLorriesOnly() {
        assertThat(metres(truck(3.8, 30))).isEqualTo(metres(CAR), within(1.0));
        assertThat(metres(truck(3.81, 30))).isGreaterThan(metres(CAR) + 2_000);
    }

    @Test
    void aLorryIsNoFasterThanItsLimiter() {
        // the bypass takes 120 km/h, a lorry 80
        double car = found(request(CAR).with(new Avoid(List.of(), Set.of(), Set.of(Avoid.RoadFeature.BRIDGE))))
                .durationSeconds();
        Route lorry = route(truck(4.0, 30));

        double northMetres = lorry.distanceMetres() - 2 * 1_111;
        assertThat(lorry.durationSeconds()).isCloseTo(car + northMetres * 3.6 * (1 / 80.0 - 1 / 120.0), within(3.0));
    }

    @Test
    void whatIsTheSameWayIsNoAlternativeWhateverTheyMayShare() {
        GHRequest request = new GHRequest(WEST.lat(), WEST.lon(), EAST.lat(), EAST.lon())
                .setProfile("bus")
                .setAlgorithm(Parameters.Algorithms.ALT_ROUTE)
                .putHint(AltRoute.MAX_PATHS, 5)
                .putHint(AltRoute.MAX_WEIGHT, 4.0)
                .putHint(AltRoute.MAX_SHARE, 1.0);

        GHResponse response = guide.routeAsGraphHopper(request);

        assertThat(response.getErrors()).isEmpty();
        assertThat(response.getAll().stream().map(ResponsePath::getPoints))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void anEmergencyVehicleUsesWhatIsPrivateWhereThatHelps() throws Exception {
        var jam = SegmentSpeeds.builder(city.segments().size(), now);
        segmentsOfWay(1).forEach(index -> jam.speed(index, 3, Grade.B));
        segmentsOfWay(6).forEach(index -> jam.speed(index, 3, Grade.B));
        use(jam);

        assertThat(southmost(route(Vehicle.of(VehicleKind.EMERGENCY)))).isCloseTo(39.096, within(1e-6));
        assertThat(southmost(route(CAR))).isGreaterThan(39.099);
    }

    @Test
    void anEmergencyVehicleComesIntoAClosedStreet() throws Exception {
        var closed = SegmentSpeeds.builder(city.segments().size(), now);
        segmentsOfWay(3).forEach(closed::close);
        use(closed);
        LonLat inside = new LonLat(117.225, 39.10);

        assertThat(guide.route(RouteRequest.between(WEST, inside, GuideLanguage.ZH)))
                .isEqualTo(new RouteAnswer.PointClosed(1));
        assertThat(guide.route(
                        RouteRequest.between(WEST, inside, GuideLanguage.ZH).with(Vehicle.of(VehicleKind.EMERGENCY))))
                .isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void whatARequestWantsToKeepOutOfIsKeptOutOf() {
        double plain = metres(CAR);

        assertThat(found(request(CAR).with(areas(square(117.225, 39.10, 0.002))))
                        .distanceMetres())
                .isGreaterThan(plain + 2_000);
        assertThat(found(request(CAR).with(areas(square(117.225, 39.105, 0.002))))
                        .distanceMetres())
                .isCloseTo(plain, within(1.0));
        String id = city.segments().get(segmentsOfWay(3).get(0)).id();
        assertThat(found(request(CAR).with(new Avoid(List.of(), Set.of(id), Set.of())))
                                .distanceMetres()
                        + found(RouteRequest.between(EAST, WEST, GuideLanguage.ZH)
                                        .with(new Avoid(List.of(), Set.of(id), Set.of())))
                                .distanceMetres())
                .isCloseTo(2 * plain + 2 * 1_111, within(10.0));
        assertThat(found(request(CAR).with(new Avoid(List.of(), Set.of(), Set.of(Avoid.RoadFeature.BRIDGE))))
                        .distanceMetres())
                .isGreaterThan(plain + 2_000);
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        assertThat(guide.route(request(CAR).with(areas(square(117.24, 39.10, 0.002)))))
                .isEqualTo(new RouteAnswer.PointAvoided(1));
        assertThat(guide.route(request(CAR).with(new Avoid(List.of(), Set.of("w99.0f"), Set.of()))))
                .isEqualTo(new RouteAnswer.UnknownSegment("w99.0f"));
        assertThat(guide.route(request(CAR)
                        .with(new Avoid(Collections.nCopies(100, square(117, 39, 0.1)), Set.of(), Set.of()))))
                .isEqualTo(new RouteAnswer.AreaRefused(AreaFault.TOO_MANY_AREAS, 20, 2_000));
        assertThat(guide.route(request(CAR).with(areas(square(117.20, 39.105, 0.002), square(117.225, 39.10, 0.002)))))
                .isEqualTo(new RouteAnswer.NoWay());
    }

    @Test
    void walkersHeedNoTrafficAndNoCarsStreets() throws Exception {
        var closed = SegmentSpeeds.builder(city.segments().size(), now);
        for (int i = 0; i < city.segments().size(); i++) {
            closed.close(i);
        }
        use(closed);
        LonLat north = new LonLat(117.22, 39.11);

        for (VehicleKind kind : List.of(VehicleKind.FOOT, VehicleKind.BIKE)) {
            RouteAnswer answer = guide.route(
                    RouteRequest.between(MIDDLE, north, GuideLanguage.EN).with(Vehicle.of(kind)));
            assertThat(answer).isInstanceOfSatisfying(RouteAnswer.Found.class, found -> {
                assertThat(found.traffic()).isEmpty();
                assertThat(found.routes().get(0).distanceMetres()).isCloseTo(1_111, within(5.0));
                assertThat(found.routes().get(0).congestion()).isEmpty();
                assertThat(found.routes().get(0).durationSeconds())
                        .isEqualTo(found.routes().get(0).freeFlowSeconds())
                        .isBetween(1_111 / (20 / 3.6), 1_111 / (3 / 3.6));
            });
        }
        assertThat(guide.route(RouteRequest.between(MIDDLE, north, GuideLanguage.EN)
                        .with(Vehicle.of(VehicleKind.FOOT))
                        .with(areas(square(117.22, 39.105, 0.002)))))
                .isInstanceOfSatisfying(
                        RouteAnswer.Found.class,
                        found -> assertThat(found.routes().get(0).distanceMetres())
                                .isGreaterThan(4_000));
    }

    @Test
    void aRestingPlateGoesRoundTheArea() {
        guide.usePlateRules(rules(List.of(square(117.22, 39.10, 0.007))));
        double plain = metres(CAR);

        RouteAnswer.Found resting = answer(CAR.withPlate(new Plate("津A12342")));
        assertThat(resting.routes().get(0).distanceMetres()).isGreaterThan(plain + 2_000);
        assertThat(resting.plate().orElseThrow().banIds()).containsExactly("last-digit");
        assertThat(resting.plate().orElseThrow().longerSeconds())
                .isCloseTo(
                        resting.routes().get(0).durationSeconds() - route(CAR).durationSeconds(), within(0.1));

        RouteAnswer.Found free = answer(CAR.withPlate(new Plate("津A12343")));
        assertThat(free.routes().get(0).distanceMetres()).isCloseTo(plain, within(1.0));
        assertThat(free.plate()).contains(new PlateNote(List.of(), true, 0));
        assertThat(answer(CAR).plate()).isEmpty();
    }

    @Test
    void whoIsInsideWhileThePlateRestsIsToldSo() {
        guide.usePlateRules(rules(List.of(square(117.22, 39.10, 0.007))));
        Vehicle resting = CAR.withPlate(new Plate("津A12347"));
        Instant seven = at("2026-03-30T19:00:00");

        assertThat(guide.route(
                        RouteRequest.between(MIDDLE, EAST, GuideLanguage.ZH).with(resting)))
                .isEqualTo(new RouteAnswer.PlateRests("last-digit", OptionalInt.of(0), seven));
        assertThat(guide.route(
                        RouteRequest.between(WEST, MIDDLE, GuideLanguage.ZH).with(resting)))
                .isEqualTo(new RouteAnswer.PlateRests("last-digit", OptionalInt.of(1), seven));
        assertThat(guide.route(RouteRequest.between(WEST, EAST, GuideLanguage.ZH)
                        .with(resting)
                        .with(areas(square(117.22, 39.11, 0.001)))))
                .isEqualTo(new RouteAnswer.PlateRests("last-digit", OptionalInt.empty(), seven));
    }

    /** The area begins 1,730 m, 104 s, from the start. */
    @Test
    void theHourOfEnteringTheAreaCounts() {
        guide.usePlateRules(rules(List.of(square(117.225, 39.10, 0.005))));
        Vehicle resting = CAR.withPlate(new Plate("津A12342"));
        double plain = metres(CAR);

        now = at("2026-03-30T06:57:00");
        assertThat(metres(resting)).isCloseTo(plain, within(1.0));
        now = at("2026-03-30T06:59:00");
        assertThat(metres(resting)).isGreaterThan(plain + 2_000);
        now = at("2026-03-30T18:59:00");
        assertThat(metres(resting)).isCloseTo(plain, within(1.0));
        now = at("2026-03-30T18:57:00");
        assertThat(metres(resting)).isGreaterThan(plain + 2_000);
    }

    @Test
    void aPlannedWayIsHeldToTheHourAtWhichItIsThere() {
        guide.usePlateRules(rules(List.of(square(117.225, 39.10, 0.005))));
        RouteRequest resting = request(CAR.withPlate(new Plate("津A12342")));
        double plain = metres(CAR);

        assertThat(found(resting.with(new Departure.LeaveAt(at("2026-03-30T18:59:00"))))
                        .distanceMetres())
                .isCloseTo(plain, within(1.0));
        Route around = found(resting.with(new Departure.LeaveAt(at("2026-03-30T18:50:00"))));
        assertThat(around.distanceMetres()).isGreaterThan(plain + 2_000);
        Route arrival = found(resting.with(new Departure.ArriveBy(at("2026-03-30T19:03:00"))));
        assertThat(arrival.distanceMetres()).isCloseTo(plain, within(1.0));
        Route early = found(resting.with(new Departure.ArriveBy(at("2026-03-30T18:50:00"))));
        assertThat(early.distanceMetres()).isGreaterThan(plain + 2_000);
    }

    @Test
    void lorriesKeepOffTheRingByDayAndTheRingIsNotInside() {
        guide.usePlateRules(rules(List.of(square(117.22, 39.10, 0.05))));
        Vehicle lorry = Vehicle.of(VehicleKind.TRUCK).withPlate(new Plate("津A12343"));
        LonLat ring = new LonLat(117.21, 39.11);
        LonLat further = new LonLat(117.23, 39.11);
        RouteRequest along = RouteRequest.between(ring, further, GuideLanguage.ZH);

        assertThat(guide.route(along.with(lorry)))
                .isEqualTo(new RouteAnswer.PlateRests(
                        "lorries-on-the-ring", OptionalInt.of(0), at("2026-03-30T19:00:00")));
        assertThat(guide.route(along.with(CAR.withPlate(new Plate("津A12342"))))).isInstanceOf(RouteAnswer.Found.class);
    }

    @Test
    void whereNobodyDrewTheAreaTheAnswerSaysSo() {
        RouteAnswer.Found found = answer(CAR.withPlate(new Plate("津A12342")));

        assertThat(found.plate()).contains(new PlateNote(List.of("last-digit"), false, 0));
        assertThat(found.routes().get(0).distanceMetres()).isCloseTo(metres(CAR), within(1.0));
    }

    private static PlateRules rules(List<Polygon> area) {
        PlateTable table = PlateTable.tianjin();
        return new PlateRules(
                table.with(new BanArea(area, table.area().ringRoads())), DayCalendar.ofWeekdays(SHANGHAI));
    }

    private static void use(SegmentSpeeds.Builder speeds) throws Exception {
        guide.useSpeeds(speeds.build()).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(SHANGHAI).toInstant();
    }

    private static Vehicle truck(double heightMetres, double weightTonnes) {
        return new Vehicle(VehicleKind.TRUCK, Optional.of(new TruckSize(heightMetres, weightTonnes)), Optional.empty());
    }

    private static List<Integer> segmentsOfWay(long wayId) {
        List<Integer> found = city.segments().stream()
                .filter(segment -> segment.wayId() == wayId)
                .map(segment -> segment.index())
                .toList();
        assertThat(found).isNotEmpty();
        return found;
    }

    private static RouteRequest request(Vehicle vehicle) {
        return RouteRequest.between(WEST, EAST, GuideLanguage.ZH).with(vehicle);
    }

    private static RouteAnswer.Found answer(Vehicle vehicle) {
        RouteAnswer answer = guide.route(request(vehicle));
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return (RouteAnswer.Found) answer;
    }

    private static Route found(RouteRequest request) {
        RouteAnswer answer = guide.route(request);
        assertThat(answer).isInstanceOf(RouteAnswer.Found.class);
        return ((RouteAnswer.Found) answer).routes().get(0);
    }

    private static Route route(Vehicle vehicle) {
        return answer(vehicle).routes().get(0);
    }

    private static double metres(Vehicle vehicle) {
        return route(vehicle).distanceMetres();
    }

    private static double southmost(Route route) {
        return route.geometry().getEnvelopeInternal().getMinY();
    }

    private static Avoid areas(Polygon... areas) {
        return new Avoid(List.of(areas), Set.of(), Set.of());
    }

    private static Polygon square(double lon, double lat, double reach) {
        return new GeometryFactory().createPolygon(new Coordinate[] {
            new Coordinate(lon - reach, lat - reach),
            new Coordinate(lon + reach, lat - reach),
            new Coordinate(lon + reach, lat + reach),
            new Coordinate(lon - reach, lat + reach),
            new Coordinate(lon - reach, lat - reach)
        });
    }
}
