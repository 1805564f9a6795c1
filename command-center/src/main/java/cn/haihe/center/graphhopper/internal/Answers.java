package cn.haihe.center.graphhopper.internal;

import cn.haihe.center.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Answers as GraphHopper's clients read them; every error has its form, {@code {"message", "hints"}}. */
@ApplicationScoped
public class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private final GraphHopperJson json;

    Answers(GraphHopperJson json) {
        this.json = json;
    }

    /** What the attempt gives, or the error that ended it. */
    public Response of(Supplier<Response> attempt) {
        try {
            return attempt.get();
        } catch (ProblemException e) {
            return errors(
                    e.problem().status(),
                    List.of(new IllegalStateException(e.problem().detail())));
        } catch (IllegalArgumentException e) {
            return errors(400, List.of(e));
        } catch (RuntimeException e) {
            LOG.error("a request to a GraphHopper door failed in a way nobody foresaw", e);
            return errors(500, List.of(new IllegalStateException("internal error")));
        }
    }

    public Response ok(Object body) {
        return Response.ok(json.write(body), MediaType.APPLICATION_JSON_TYPE).build();
    }

    public Response ok(Object body, long tookMillis) {
        return Response.ok(json.write(body), MediaType.APPLICATION_JSON_TYPE)
                .header("X-GH-Took", tookMillis)
                .build();
    }

    /** @param body JSON as it is */
    public Response written(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** For a body that is fetched later: what the attempt gives, or the error that ended it. */
    public byte[] bodyOf(Supplier<Response> attempt) {
        Object entity = of(attempt).getEntity();
        return entity instanceof byte[] bytes ? bytes : entity.toString().getBytes(StandardCharsets.UTF_8);
    }

    public Response errors(int status, List<Throwable> errors) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json.errors(errors))
                .build();
    }
}
