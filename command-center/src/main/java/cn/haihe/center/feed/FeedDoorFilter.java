package cn.haihe.center.feed;

import cn.haihe.center.problem.Problem;
import cn.haihe.center.source.FeedMeter;
import cn.haihe.center.source.FeedMeters;
import cn.haihe.center.source.RecordBatch;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.Source;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.source.SourceRegister;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Keeps out of the feeds' doors whoever may not come in, before anything of the body is held. */
class FeedDoorFilter {
    private static final String KEY_HEADER = "X-Api-Key";

    private final SourceRegister register;
    private final FeedMeters meters;
    private final FeedCall call;

    FeedDoorFilter(SourceRegister register, FeedMeters meters, FeedCall call) {
        this.register = register;
        this.meters = meters;
        this.call = call;
    }

    /** @return the refusal, or null to let the request in */
    @FeedDoor(SourceKind.TRAFFIC)
    @ServerRequestFilter(nonBlocking = true)
    Response check(ContainerRequestContext request, ResourceInfo resource, RoutingContext routing) {
        Optional<Source> caller = register.findByKey(request.getHeaderString(KEY_HEADER));
        if (caller.isEmpty()) {
            meters.unauthorised();
            return Problem.of(401, "unknown-key", "Unknown key", "Send the source's key as " + KEY_HEADER + ".")
                    .toResponse();
        }
        Source source = caller.get();
        var door = resource.getResourceMethod().getAnnotation(FeedDoor.class);
        FeedMeter meter = meters.of(source);
        if (source.kind() != door.value()) {
            meter.rejected(RejectReason.UNAUTHORISED, "posted to the door of " + door.value(), () -> "");
            return Problem.of(403, "wrong-feed", "Wrong feed", "This source feeds " + source.kind() + " only.")
                    .toResponse();
        }
        if (announcedBytes(request) > RecordBatch.BODY_BYTES_MAX) {
            return RecordBatch.tooLarge().problem().toResponse();
        }
        if (!meter.hasPermits()) {
            return overLimit(meter, "The source has used up what it may send; try again in a second.");
        }
        if (!meter.tryEnter()) {
            return overLimit(meter, "The source has too many requests under way; wait for their answers.");
        }
        routing.addEndHandler(end -> meter.leave());
        call.by(meter);
        return null;
    }

    private static long announcedBytes(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Response overLimit(FeedMeter meter, String detail) {
        meter.rejected(RejectReason.OVER_LIMIT, "a whole request: " + detail, () -> "");
        return Problem.of(429, "over-limit", "Over the limit", detail)
                .responseBuilder()
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build();
    }
}
