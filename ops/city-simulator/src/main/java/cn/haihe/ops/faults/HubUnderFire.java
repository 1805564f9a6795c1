package cn.haihe.ops.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hub that is started, killed and started again, and the way to its doors, which may be shut at any moment. */
final class HubUnderFire implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(8);
    private static final Duration REQUEST_MAX = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> command;
    private final Path directory;
    private final String base;
    private final String password;
    private final Map<String, String> environment;
    private final Map<String, String> tokens = new HashMap<>();
    private Process process;

    HubUnderFire(List<String> command, Path directory, int port, String password) {
        this(command, directory, port, password, Map.of());
    }

    /** @param environment what it is told beside the password */
    HubUnderFire(List<String> command, Path directory, int port, String password, Map<String, String> environment) {
        this.command = new ArrayList<>(command);
        this.directory = directory;
        this.password = password;
        this.environment = environment;
        base = "http://127.0.0.1:" + port;
    }

    void start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("HAIHE_DEMO_PASSWORD", password);
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("hub.log").toFile()));
        process = builder.start();
    }

    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("the hub did not get ready: see " + directory.resolve("hub.log"));
            }
            Thread.sleep(500);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send("GET", "/q/health/ready", null, null).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** @throws IOException also where the answer is no success */
    JsonNode call(String role, String method, String path, Object body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, token(role), body);
        if (answer.statusCode() == 401) {
            tokens.remove(role);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    JsonNode open(String path) throws IOException, InterruptedException {
        return json.readTree(send("GET", path, null, null).body());
    }

    private String token(String role) throws IOException, InterruptedException {
        String known = tokens.get(role);
        if (known == null) {
            HttpResponse<String> answer =
                    send("POST", "/api/v1/session", null, Map.of("username", role, "password", password));
            if (answer.statusCode() != 200) {
                throw new IOException("sign-in as " + role + ": " + answer.statusCode());
            }
            known = json.readTree(answer.body()).path("token").asText();
            tokens.put(role, known);
        }
        return known;
    }

    private HttpResponse<String> send(String method, String path, String token, Object body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(REQUEST_MAX)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
            }
        }
    }
}
