package cn.haihe.center.clearing.internal;

import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections for the bulk path of clearing, which the reactive client cannot serve: it has no COPY. Not pooled, since what a
 * session locks is to end with it; there are a handful at once.
 */
@Singleton
public class CardDatabase {
    private static final int CONNECT_SECONDS = 10;
    private static final int SILENCE_SECONDS = 120;

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    CardDatabase(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        source.setURL(url);
        username.ifPresent(source::setUser);
        password.ifPresent(source::setPassword);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SILENCE_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("haihe-clearing");
    }

    public DataSource source() {
        return source;
    }
}
