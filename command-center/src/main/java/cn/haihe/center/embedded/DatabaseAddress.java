package cn.haihe.center.embedded;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One address of a PostgreSQL database, from which both drivers get theirs: JDBC for Flyway, reactive for the run time.
 *
 * @param query further settings without the question mark, as {@code sslmode=require}; empty where none
 */
public record DatabaseAddress(
        String host, int port, String database, Optional<String> username, Optional<String> password, String query) {
    private static final int DEFAULT_PORT = 5432;

    /**
     * @param url {@code postgresql://[user[:password]@]host[:port]/database[?settings]}; a leading {@code jdbc:} is
     *     allowed, and so are {@code user} and {@code password} among the settings, as JDBC has them
     * @throws IllegalArgumentException where the address is not of this form; the message does not show the password
     */
    public static DatabaseAddress parse(String url) {
        URI uri;
        try {
            uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
        boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!postgres
                || uri.getHost() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw notAnAddress();
        }
        Map<String, String> settings = settings(uri.getRawQuery());
        Optional<String> username = Optional.ofNullable(settings.remove("user"));
        Optional<String> password = Optional.ofNullable(settings.remove("password"));
        if (uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            username = Optional.of(decode(parts[0]));
            password = parts.length == 2 ? Optional.of(decode(parts[1])) : password;
        }
        StringBuilder query = new StringBuilder();
        settings.forEach((key, value) ->
                query.append(query.isEmpty() ? "" : "&").append(key).append('=').append(value));
        return new DatabaseAddress(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                uri.getPath().substring(1),
                username,
                password,
                query.toString());
    }

    private static Map<String, String> settings(String rawQuery) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&")) {
                String[] parts = pair.split("=", 2);
                boolean credential = parts[0].equals("user") || parts[0].equals("password");
                String value = parts.length == 2 ? parts[1] : "";
                settings.put(parts[0], credential ? decode(value) : value);
            }
        }
        return settings;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException(
                "HAIHE_DB_URL is not of the form postgresql://user:password@host:port/database");
    }

    public String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + database + (query.isEmpty() ? "" : "?" + query);
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** What Quarkus wants to know of it. */
    public Map<String, String> asProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.datasource.jdbc.url", jdbcUrl());
        properties.put("quarkus.datasource.reactive.url", reactiveUrl());
        username.ifPresent(name -> properties.put("quarkus.datasource.username", name));
        password.ifPresent(secret -> properties.put("quarkus.datasource.password", secret));
        return properties;
    }

    /**
     * What Quarkus wants to know of it where it is for migrating the tables alone. It insists on a password, also where the
     * server asks for none.
     */
    public Map<String, String> asMigrationProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.flyway.jdbc-url", jdbcUrl());
        username.ifPresent(name -> properties.put("quarkus.flyway.username", name));
        properties.put("quarkus.flyway.password", password.orElse("none"));
        return properties;
    }

    /** Without the password, so that it may be logged. */
    @Override
    public String toString() {
        return reactiveUrl();
    }
}
