package cn.haihe.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.map.geo.LonLat;
import cn.haihe.map.traffic.CongestionScale;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.util.shapes.GHPoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphHopperRequestTest {
    @TempDir
    static Path folder;

    private static GridTown town;
    private static RouteGuide guide;

    @BeforeAll
    static void openGuide() {
        town = GridTown.plain(folder, 5);
        guide = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("data"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 1_000),
                Clock.systemUTC());
    }

    @AfterAll
    static void closeGuide() {
        guide.close();
    }

    @AfterEach
    void theNextRequestWorks() {
        assertThat(guide.routeAsGraphHopper(request()).getErrors()).isEmpty();
    }

    @Test
    void namesStreetsInTheLanguageOfTheRequest() {
        assertThat(firstStreet("zh_CN")).matches("第[03][道路]");
        assertThat(firstStreet("en_US")).matches("(Dao|Lu) [03]");
    }

    @Test
    void givesAlternativesAndDetails() {
        GHResponse response = guide.routeAsGraphHopper(
                request().setAlgorithm("alternative_route").setPathDetails(List.of("osm_way_id", "street_name")));

        assertThat(response.getErrors()).isEmpty();
        assertThat(response.getAll()).hasSizeGreaterThan(1);
        assertThat(response.getBest().getPathDetails()).containsOnlyKeys("osm_way_id", "street_name");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertRefused(request().setProfile("rocket"), "rocket");
        assertRefused(request().setProfile(null), "profile");
        assertRefused(request().setPathDetails(List.of("nonsense")), "nonsense");
        assertRefused(request().setPathDetails(List.of("haihe_piece")), "haihe_piece");
        assertRefused(request().setAlgorithm("magic"), "magic");
        assertRefused(new GHRequest(Collections.nCopies(6, new GHPoint(39.1, 117.15))).setProfile("car"), "points");
        assertRefused(new GHRequest(List.of()).setProfile("car"), "");
        assertRefused(new GHRequest(Double.NaN, 117.15, 39.1, 117.15).setProfile("car"), "");
    }

    @Test
    void refusesHintsThatWouldHarm() {
        assertRefused(request().setHeadings(List.of(0.0, 0.0)).putHint("heading_penalty", -50), "heading penalty");
    }

    @Test
    void aRequestCannotRaiseTheLimitOfVisitedNodes() {
        try (RouteGuide narrow = RouteGuides.open(
                town.osmFile(),
                town.city(),
                folder.resolve("narrow"),
                CongestionScale.GBT_33171,
                new RouteLimits(5, 5_000, 3),
                Clock.systemUTC())) {
            GHResponse response = narrow.routeAsGraphHopper(request().putHint("max_visited_nodes", 1_000_000));

            assertThat(response.getErrors()).isNotEmpty();
        }
    }

    private static void assertRefused(GHRequest request, String reason) {
        GHResponse response = guide.routeAsGraphHopper(request);
        assertThat(response.getErrors()).isNotEmpty();
        assertThat(response.getErrors().get(0).getMessage()).contains(reason);
    }

    private static String firstStreet(String locale) {
        return guide.routeAsGraphHopper(request().setLocale(locale))
                .getBest()
                .getInstructions()
                .get(0)
                .getName();
    }

    private static GHRequest request() {
        LonLat from = town.crossing(0, 0);
        LonLat to = town.crossing(3, 3);
        return new GHRequest(from.lat(), from.lon(), to.lat(), to.lon()).setProfile("car");
    }
}
