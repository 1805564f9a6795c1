package cn.haihe.ops.load;

import cn.haihe.ops.city.network.Position;
import cn.haihe.ops.city.network.Road;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/** Asks a hub again and again for the way along the middle half of one road. */
final class RouteProbe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double STRAY = 0.05;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final double metres;

    RouteProbe(URI hub, Road road) {
        double length = road.line().lengthMetres();
        Position from = road.line().at(0.25 * length);
        Position to = road.line().at(0.75 * length);
        metres = length / 2;
        String query = String.format(
                Locale.ROOT,
                "/pocket/v1/routes?from=%.7f,%.7f&to=%.7f,%.7f",
                from.lon(),
                from.lat(),
                to.lon(),
                to.lat());
        request = HttpRequest.newBuilder(hub.resolve(query))
                .timeout(Duration.ofSeconds(10))
                .GET()
                .build();
    }

    /** The speed in km/h that the hub counts with on this road now; empty where its way leads elsewhere or nowhere. */
    OptionalDouble findKmh() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            return OptionalDouble.empty();
        }
        JsonNode route = JSON.readTree(response.body()).path("routes").path(0);
        double distance = route.path("distanceMetres").asDouble();
        double seconds = route.path("durationSeconds").asDouble();
        return Math.abs(distance - metres) > STRAY * metres || seconds == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(3.6 * distance / seconds);
    }
}
