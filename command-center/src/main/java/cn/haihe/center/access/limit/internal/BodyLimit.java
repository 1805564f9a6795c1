package cn.haihe.center.access.limit.internal;

import cn.haihe.center.problem.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Bodies are small everywhere but where card institutions send their files, which go to the disk as they come. The server has
 * one limit for all of its doors; here it is narrowed for every other.
 */
@Singleton
class BodyLimit {
    static final long BYTES_MAX = 10L * 1024 * 1024;
    private static final String FILES = "/clearing/v1/files/";
    /** Behind the server's own limit, so that this one counts. */
    private static final int PRIORITY = 1;

    private final ObjectMapper json;

    @Inject
    BodyLimit(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    private void limit(RoutingContext context) {
        if (context.normalizedPath().startsWith(FILES)) {
            context.next();
            return;
        }
        if (announced(context) > BYTES_MAX) {
            refuse(context);
            return;
        }
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, BYTES_MAX);
        context.next();
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void refuse(RoutingContext context) {
        try {
            context.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(Problem.of(
                            413, "body-too-large", "Body too large", "At most " + BYTES_MAX + " bytes in one body.")));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
