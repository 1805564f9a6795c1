package cn.haihe.ops.city.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** Speaks HTTP with the hub as any device or office would; every call has a time-out. Any thread may use it. */
public final class HubClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int QUOTED_CHARACTERS = 300;

    private final URI hub;
    private final HttpClient http;

    public HubClient(URI hub) {
        this.hub = hub;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** @throws RefusedException for any status but success */
    public InputStream openData(String file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/open/v1/" + file))
                .timeout(Duration.ofMinutes(2))
                .GET()
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (InputStream body = response.body()) {
                throw refused(
                        request, response.statusCode(), new String(body.readNBytes(4096), StandardCharsets.UTF_8));
            }
        }
        return response.body();
    }

    /** Posts JSON with a bearer token; pass null for none. */
    public JsonNode postJson(String path, Object body, String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = post(path, "application/json", JSON.writeValueAsString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return answer(request.build());
    }

    /** Puts JSON with a bearer token. */
    public JsonNode putJson(String path, Object body, String bearer) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(hub.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** Posts lines of JSON with a bearer token. */
    public JsonNode postLines(String path, String lines, String bearer) throws IOException, InterruptedException {
        return answer(post(path, "application/x-ndjson", lines)
                .header("Authorization", "Bearer " + bearer)
                .build());
    }

    /** Posts lines of JSON to a feed with the key of a source. */
    public JsonNode feed(String path, String lines, String apiKey) throws IOException, InterruptedException {
        return answer(post(path, "application/x-ndjson", lines)
                .header("X-Api-Key", apiKey)
                .build());
    }

    /** As {@link #feed(String, String, String)}, of lines that are UTF-8 already; not to be changed before the answer. */
    public JsonNode feed(String path, byte[] lines, String apiKey) throws IOException, InterruptedException {
        return answer(post(path, "application/x-ndjson", HttpRequest.BodyPublishers.ofByteArray(lines))
                .header("X-Api-Key", apiKey)
                .build());
    }

    /** Puts a file with a bearer token. */
    public JsonNode putFile(String path, byte[] file, String bearer) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(hub.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", "Bearer " + bearer)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    }

    public JsonNode getJson(String path, String bearer) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(hub.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .GET()
                .build());
    }

    /** Gets a file with a bearer token, packed on the way. */
    public byte[] getFile(String path, String bearer) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .header("Accept-Encoding", "gzip")
                .GET()
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        byte[] body = packed
                ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
                : response.body();
        if (response.statusCode() != 200) {
            throw refused(request, response.statusCode(), new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private HttpRequest.Builder post(String path, String contentType, String body) {
        return post(path, contentType, HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder post(String path, String contentType, HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(hub.resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", contentType)
                .POST(body);
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() / 100 != 2) {
            throw refused(request, response.statusCode(), response.body());
        }
        return response.body().isBlank() ? JSON.missingNode() : JSON.readTree(response.body());
    }

    private static RefusedException refused(HttpRequest request, int status, String body) {
        String quoted = body.length() > QUOTED_CHARACTERS ? body.substring(0, QUOTED_CHARACTERS) + "…" : body;
        return new RefusedException(
                status, request.method() + " " + request.uri().getPath() + " answered " + status + ": " + quoted);
    }
}
