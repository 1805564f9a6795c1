package cn.haihe.center;

import cn.haihe.center.access.TestAccounts;
import cn.haihe.center.access.TestIdentityProvider;
import cn.haihe.center.embedded.EmbeddedServers;
import cn.haihe.center.embedded.EmbeddedSettings;
import io.lettuce.core.RedisClient;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Real Redis and PostgreSQL for every {@code @QuarkusTest} of this module, by the same class that serves the hub. No test
 * needs to name it. Each run begins with empty data.
 */
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
public class HubTestResource implements QuarkusTestResourceLifecycleManager {
    /** How many seconds of the tests' controllers pass in one of the hub. */
    public static final int STREET_SPEED = 80;
    /** So often do fast controllers look at their clocks. */
    public static final long STREET_VISIT_MILLIS = 20;

    private EmbeddedServers servers;

    @Override
    public Map<String, String> start() {
        servers = EmbeddedServers.start(
                new EmbeddedSettings(Path.of("target", "hub-test-data"), Optional.empty(), Optional.empty()));
        Map<String, String> properties = new LinkedHashMap<>(servers.properties());
        try (RedisClient redis = RedisClient.create(properties.get("haihe.redis.url"))) {
            redis.connect().sync().flushall();
        }
        properties.put("quarkus.flyway.clean-at-start", "true");
        properties.put("quarkus.http.test-port", "0");
        properties.put("quarkus.http.test-ssl-port", "0");
        properties.put("quarkus.tls.key-store.p12.path", "tls/server.p12");
        properties.put("quarkus.tls.key-store.p12.password", "test-only");
        properties.put("quarkus.tls.trust-store.p12.path", "tls/trust.p12");
        properties.put("quarkus.tls.trust-store.p12.password", "test-only");
        properties.put("haihe.map.file", "src/test/resources/maps/test-town.osm");
        properties.put("haihe.signals.port", "0");
        properties.put("haihe.signals.request-timeout", "PT0.4S");
        properties.put("haihe.signals.clock-speed", Integer.toString(STREET_SPEED));
        properties.put("haihe.signals.poll-period", "PT0.1S");
        properties.put("haihe.signals.delays-every", "PT1S");
        properties.put("haihe.performance.trace-every", "PT1S");
        properties.put("haihe.approval.look-every", "1s");
        properties.put("haihe.duty.stale-after", "PT5S");
        properties.put("haihe.plans.direct-push", "true");
        properties.put("haihe.timetable.look-every", "PT0.3S");
        properties.put("haihe.timetable.keep-every", "PT0.5S");
        properties.put("haihe.timetable.retry-after", "PT2S");
        properties.put("haihe.plans.reconcile-every", "PT0.3S");
        properties.put("haihe.plans.retry-first", "PT0.5S");
        properties.put("haihe.guidance.period", "PT0.5S");
        properties.put("haihe.guidance.smoothing", "PT0S");
        properties.put("haihe.guidance.dwell-min", "PT1S");
        properties.put("haihe.guidance.change-per-minute", "60");
        properties.put("haihe.guidance.nearest-metres", "300");
        properties.put("haihe.guidance.farthest-metres", "1500");
        properties.put("haihe.guidance.slower-max", "4");
        properties.put("haihe.guidance.destinations.v301[0]", "j17");
        properties.put("haihe.demo", "true");
        properties.put("haihe.demo.password", TestAccounts.PASSWORD);
        properties.put("haihe.access.bcrypt-cost", "4");
        properties.putAll(TestIdentityProvider.properties());
        properties.put("haihe.limits.sign-in.burst", "100000");
        return properties;
    }

    @Override
    public void stop() {
        if (servers != null) {
            servers.close();
        }
    }
}
