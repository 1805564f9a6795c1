package cn.haihe.center.traffic;

import cn.haihe.center.feed.FeedCall;
import cn.haihe.center.feed.FeedDoor;
import cn.haihe.center.feed.FeedIntake;
import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.MediaTypes;
import cn.haihe.center.source.SourceKind;
import cn.haihe.center.traffic.internal.TrafficForm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Where detectors and floating-car systems report speeds. */
@Path("/feeds/v1/traffic")
public class TrafficFeedResource {
    private final FeedIntake intake;
    private final FeedCall call;
    private final TrafficForm form;

    TrafficFeedResource(FeedIntake intake, FeedCall call, TrafficForm form) {
        this.intake = intake;
        this.call = call;
        this.form = form;
    }

    @POST
    @PermitAll
    @FeedDoor(SourceKind.TRAFFIC)
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    public Uni<FeedAnswer> post(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String contentEncoding,
            byte[] body) {
        return intake.take(call.meter(), body, contentEncoding, MediaTypes.isNdjson(contentType), form);
    }
}
