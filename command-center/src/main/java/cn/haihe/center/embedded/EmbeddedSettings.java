package cn.haihe.center.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Which storage servers the hub starts by itself and where they keep their data.
 *
 * @param dataDirectory where everything that must outlive the hub is kept; {@code haihe.data-dir} or
 *     {@code HAIHE_DATA_DIR}, else {@code ./data}
 * @param redisUrl of a Redis that is run by others; {@code haihe.redis.url} or {@code HAIHE_REDIS_URL}
 * @param database a PostgreSQL that is run by others; {@code haihe.db.url} or {@code HAIHE_DB_URL}
 * @param databaseOwner the same database as whoever owns its tables, where that is another than the hub runs as; {@code
 *     haihe.db.owner-url} or {@code HAIHE_DB_OWNER_URL}
 */
public record EmbeddedSettings(
        Path dataDirectory,
        Optional<String> redisUrl,
        Optional<DatabaseAddress> database,
        Optional<DatabaseAddress> databaseOwner) {
    public EmbeddedSettings {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        if (databaseOwner.isPresent() && database.isEmpty()) {
            throw new IllegalArgumentException("an owner's address without one of the database");
        }
    }

    public EmbeddedSettings(Path dataDirectory, Optional<String> redisUrl, Optional<DatabaseAddress> database) {
        this(dataDirectory, redisUrl, database, Optional.empty());
    }

    public static EmbeddedSettings fromEnvironment() {
        return from(System.getProperties(), System.getenv());
    }

    /** System properties win over the environment; an empty value counts as none. */
    static EmbeddedSettings from(Properties properties, Map<String, String> environment) {
        return new EmbeddedSettings(
                Path.of(find(properties, environment, "haihe.data-dir", "HAIHE_DATA_DIR")
                        .orElse("data")),
                find(properties, environment, "haihe.redis.url", "HAIHE_REDIS_URL"),
                find(properties, environment, "haihe.db.url", "HAIHE_DB_URL").map(DatabaseAddress::parse),
                find(properties, environment, "haihe.db.owner-url", "HAIHE_DB_OWNER_URL")
                        .map(DatabaseAddress::parse));
    }

    private static Optional<String> find(
            Properties properties, Map<String, String> environment, String property, String variable) {
        String value = properties.getProperty(property, environment.getOrDefault(variable, ""));
        return value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }
}
