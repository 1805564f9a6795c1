package cn.haihe.center.access.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How much one client may ask of the doors that need no sign-in. A client is an IPv4 address or an IPv6 /64; behind a
 * proxy, what {@code X-Forwarded-For} says counts only with {@code quarkus.http.proxy.proxy-address-forwarding=true} and
 * the proxy in {@code quarkus.http.proxy.trusted-proxies}.
 */
@ConfigMapping(prefix = "haihe.limits")
public interface LimitsConfig {
    @WithDefault("true")
    boolean enabled();

    /** Clients remembered per door; beyond, the one longest silent is forgotten. */
    @WithDefault("50000")
    int clientsMax();

    /** {@code /pocket/v1}. */
    Door pocket();

    /** {@code /gh}. */
    Door gh();

    /** {@code /open/v1}: a map on a screen asks for many tiles at once. */
    WideDoor open();

    /** {@code POST /api/v1/session} and below. */
    NarrowDoor signIn();

    /** {@code POST /clearing/v1/token}: each leaves a record in the audit log, in which others' acts need room. */
    NarrowDoor token();

    /** A token bucket: so many at once, refilled at so many a second. */
    interface Limit {
        int requestsPerSecond();

        int burst();
    }

    interface Door extends Limit {
        @Override
        @WithDefault("50")
        int requestsPerSecond();

        @Override
        @WithDefault("200")
        int burst();
    }

    interface WideDoor extends Limit {
        @Override
        @WithDefault("200")
        int requestsPerSecond();

        @Override
        @WithDefault("1000")
        int burst();
    }

    interface NarrowDoor extends Limit {
        @Override
        @WithDefault("1")
        int requestsPerSecond();

        @Override
        @WithDefault("30")
        int burst();
    }
}
