package cn.haihe.center;

import cn.haihe.center.embedded.EmbeddedServers;
import cn.haihe.center.embedded.EmbeddedSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the hub, and before it the storage servers for which no address is configured. */
@QuarkusMain
public class HaiheHub {
    public static void main(String... args) {
        EmbeddedServers servers = EmbeddedServers.start(EmbeddedSettings.fromEnvironment());
        servers.stopAfterQuarkus();
        servers.properties().forEach(System::setProperty);
        Quarkus.run(args);
    }
}
