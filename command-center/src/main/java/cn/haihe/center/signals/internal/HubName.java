package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.SignalsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What this hub is called among others on the same database: as configured, else by its machine and port. On a machine without a
 * name of its own by a random one, kept with its data: two hubs of one name would take the charge from each other at each start.
 */
@ApplicationScoped
class HubName {
    private static final Logger LOG = Logger.getLogger(HubName.class);
    private static final String NAMELESS = "localhost";
    private static final String FILE = "hub-name";

    private final SignalsConfig config;
    private final int port;
    private final Path dataDirectory;

    HubName(
            SignalsConfig config,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port,
            @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDirectory) {
        this.config = config;
        this.port = port;
        this.dataDirectory = dataDirectory;
    }

    String value() {
        return config.hubName().orElseGet(() -> host(hostName(), dataDirectory) + ":" + port);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return NAMELESS;
        }
    }

    static String host(String hostName, Path dataDirectory) {
        return hostName.equals(NAMELESS) ? kept(dataDirectory) : hostName;
    }

    private static String kept(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        String made = NAMELESS + "-" + UUID.randomUUID().toString().substring(0, 8);
        try {
            if (Files.exists(file)) {
                String before = Files.readString(file).strip();
                if (!before.isEmpty()) {
                    return before;
                }
            }
            Files.createDirectories(dataDirectory);
            Files.writeString(file, made);
        } catch (IOException unwritable) {
            LOG.warnf(
                    "%s is not kept (%s): killed and started again, this hub waits until its charge lapses; set %s",
                    made, unwritable, "haihe.signals.hub-name");
        }
        return made;
    }
}
