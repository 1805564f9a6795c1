package cn.haihe.center.open.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets clients keep what is made of the city alone: it changes only when the hub starts with another map. */
@ApplicationScoped
public class CityValidator {
    private static final int MAX_AGE_SECONDS = 300;

    private final EntityTag tag = new EntityTag(UUID.randomUUID().toString(), true);

    /** 304 where the client has it already; the body is made only where it is needed. */
    public Response answer(Request request, Supplier<Object> body) {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(MAX_AGE_SECONDS);
        cache.setNoTransform(false);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(body.get()) : unchanged;
        return answer.tag(tag).cacheControl(cache).build();
    }
}
