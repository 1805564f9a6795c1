package cn.haihe.center.graphhopper;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.center.routes.RouteGuideHolder;
import com.graphhopper.GHRequest;
import com.graphhopper.GHResponse;
import com.graphhopper.ResponsePath;
import com.graphhopper.api.GraphHopperWeb;
import com.graphhopper.util.exceptions.PointOutOfBoundsException;
import com.graphhopper.util.shapes.GHPoint;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GraphHopper's own Java client against our door, by GET and by POST. */
@QuarkusTest
class GraphHopperClientTest {
    @TestHTTPResource("/gh/route")
    URL door;

    @Inject
    RouteGuideHolder guides;

    @BeforeEach
    void waitForTheGraph() throws Exception {
        guides.whenOpen().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsARoute(boolean post) {
        GHResponse response = client(post)
                .route(new GHRequest(39.1254054, 117.19, 39.12, 117.2038965)
                        .setProfile("car")
                        .setLocale("en")
                        .setPathDetails(List.of("street_name"))
                        .putHint("calc_points", true)
                        .putHint("instructions", true));

        assertThat(response.getErrors()).isEmpty();
        ResponsePath best = response.getBest();
        assertThat(best.getDistance()).isBetween(1700.0, 1900.0);
        assertThat(best.getTime()).isGreaterThan(60_000);
        assertThat(best.getPoints().size()).isGreaterThan(2);
        assertThat(best.getInstructions().get(0).getName()).isNotEmpty();
        assertThat(best.getPathDetails().get("street_name")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAlternatives(boolean post) {
        GHResponse response = client(post)
                .route(new GHRequest(39.12, 117.19, 39.1308, 117.2038965)
                        .setProfile("car")
                        .setAlgorithm("alternative_route"));

        assertThat(response.getErrors()).isEmpty();
        assertThat(response.getAll()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAnError(boolean post) {
        GHResponse response = client(post).route(new GHRequest(39.1254054, 117.19, 31.2, 121.5).setProfile("car"));

        assertThat(response.hasErrors()).isTrue();
        assertThat(response.getErrors().get(0))
                .isInstanceOf(PointOutOfBoundsException.class)
                .hasMessageContaining("out of bounds");
        assertThat(((PointOutOfBoundsException) response.getErrors().get(0)).getPointIndex())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tooManyPointsAreAnError(boolean post) {
        List<GHPoint> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(new GHPoint(39.1254054, 117.19 + i * 1e-4));
        }

        GHResponse response = client(post).route(new GHRequest(points).setProfile("car"));

        assertThat(response.hasErrors()).isTrue();
        assertThat(response.getErrors().get(0)).hasMessageContaining("too many points");
    }

    private GraphHopperWeb client(boolean post) {
        return new GraphHopperWeb(door.toString()).setPostRequest(post);
    }
}
