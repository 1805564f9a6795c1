package cn.haihe.center.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The hub's own Redis and PostgreSQL without a hub, for several hubs on one machine that share them: tests and trials. Prints
 * their addresses as the environment of a hub, and runs until its input ends.
 */
public final class StorageAlone {
    private StorageAlone() {}

    public static void main(String... args) throws IOException {
        Path data = EmbeddedSettings.fromEnvironment().dataDirectory();
        try (EmbeddedServers servers =
                EmbeddedServers.start(new EmbeddedSettings(data, Optional.empty(), Optional.empty()))) {
            Map<String, String> told = servers.properties();
            System.out.println("HAIHE_REDIS_URL=" + told.get("haihe.redis.url"));
            System.out.println("HAIHE_DB_URL=" + told.get("quarkus.datasource.jdbc.url") + "?user="
                    + told.get("quarkus.datasource.username"));
            System.out.println("HAIHE_DB_OWNER_URL=" + told.get("quarkus.flyway.jdbc-url") + "?user="
                    + told.get("quarkus.flyway.username"));
            awaitEnd(System.in);
        }
    }

    private static void awaitEnd(InputStream input) throws IOException {
        while (input.read() >= 0) {
            // Nothing that is said matters, only that nobody says anything any more.
        }
    }
}
