package cn.haihe.center.access.limit.internal;

import cn.haihe.center.access.limit.LimitsConfig;
import cn.haihe.center.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.NetUtil;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** Stands before everything that needs no sign-in and lets each client have its share, no more. */
@Singleton
class OpenDoors {
    /** Before authentication and routing, so that a refusal costs next to nothing. */
    private static final int PRIORITY = 1_000;

    private static final String GRAPHHOPPER = "/gh/";

    private final ObjectMapper json;
    private final LimitsConfig config;
    private final List<Door> doors;

    @Inject
    OpenDoors(LimitsConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
        doors = List.of(
                new Door("/pocket/v1/", null, limiter(config.pocket())),
                new Door(GRAPHHOPPER, null, limiter(config.gh())),
                new Door("/open/v1/", null, limiter(config.open())),
                new Door("/api/v1/session", HttpMethod.POST, limiter(config.signIn())),
                new Door("/clearing/v1/token", HttpMethod.POST, limiter(config.token())));
    }

    void register(@Observes Filters filters) {
        if (config.enabled()) {
            filters.register(this::limit, PRIORITY);
        }
    }

    private void limit(RoutingContext context) {
        String path = context.normalizedPath();
        for (Door door : doors) {
            if (door.isFor(path, context.request().method())) {
                long wait = door.limiter().secondsToWait(client(context));
                if (wait > 0) {
                    refuse(context, wait, path.startsWith(GRAPHHOPPER));
                    return;
                }
                break;
            }
        }
        context.next();
    }

    private void refuse(RoutingContext context, long waitSeconds, boolean asGraphHopper) {
        String detail = "Too many requests from this client; try again in " + waitSeconds + " s.";
        Object body = asGraphHopper
                ? Map.of("message", detail, "hints", List.of())
                : Problem.of(429, "too-many-requests", "Too many requests", detail);
        // The request waits, paused, for whoever reads it: nobody will, and the next on its connection must come
        // through.
        context.request().resume();
        try {
            context.response()
                    .setStatusCode(429)
                    .putHeader("Retry-After", Long.toString(waitSeconds))
                    .putHeader(HttpHeaders.CONTENT_TYPE, asGraphHopper ? "application/json" : Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    /** An address in digits is read without a look-up; a unix socket has none. */
    private static String client(RoutingContext context) {
        var address = context.request().remoteAddress();
        InetAddress digits = address == null || address.hostAddress() == null
                ? null
                : NetUtil.createInetAddressFromIpAddressString(address.hostAddress());
        return digits == null ? "unknown" : ClientLimiter.client(digits);
    }

    private ClientLimiter limiter(LimitsConfig.Limit limit) {
        return new ClientLimiter(limit.requestsPerSecond(), limit.burst(), config.clientsMax());
    }

    /** @param method null for every method */
    private record Door(String prefix, HttpMethod method, ClientLimiter limiter) {
        boolean isFor(String path, HttpMethod asked) {
            return path.startsWith(prefix) && (method == null || method.equals(asked));
        }
    }
}
