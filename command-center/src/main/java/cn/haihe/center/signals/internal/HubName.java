package cn.haihe.center.signals.internal;

import cn.haihe.center.signals.SignalsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this hub is called among others on the same database: as configured, else by its machine and port. */
@ApplicationScoped
class HubName {
    private final SignalsConfig config;
    private final int port;

    HubName(SignalsConfig config, @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.config = config;
        this.port = port;
    }

    String value() {
        return config.hubName().orElseGet(() -> host() + ":" + port);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
