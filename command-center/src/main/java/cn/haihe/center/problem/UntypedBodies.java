package cn.haihe.center.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * What operators send is JSON, also where a client does not say so: a call without a body, as of an approval without a note,
 * bears no type, and would be refused for it.
 */
@Singleton
class UntypedBodies {
    private static final String DOORS = "/api/v1/";
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);
    private static final int PRIORITY = 1;

    void register(@Observes Filters filters) {
        filters.register(UntypedBodies::say, PRIORITY);
    }

    private static void say(RoutingContext context) {
        boolean isUntyped = WITH_BODY.contains(context.request().method())
                && !context.request().headers().contains(HttpHeaders.CONTENT_TYPE)
                && context.normalizedPath().startsWith(DOORS);
        if (isUntyped) {
            context.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
        }
        context.next();
    }
}
