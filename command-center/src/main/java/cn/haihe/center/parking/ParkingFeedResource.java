package cn.haihe.center.parking;

import cn.haihe.center.feed.FeedCall;
import cn.haihe.center.feed.FeedDoor;
import cn.haihe.center.feed.FeedIntake;
import cn.haihe.center.parking.internal.ParkingForm;
import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.MediaTypes;
import cn.haihe.center.source.SourceKind;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Where car parks report their free spaces. */
@Path("/feeds/v1/parking")
public class ParkingFeedResource {
    private final FeedIntake intake;
    private final FeedCall call;
    private final ParkingForm form;

    ParkingFeedResource(FeedIntake intake, FeedCall call, ParkingForm form) {
        this.intake = intake;
        this.call = call;
        this.form = form;
    }

    @POST
    @PermitAll
    @FeedDoor(SourceKind.PARKING)
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    public Uni<FeedAnswer> post(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String contentEncoding,
            byte[] body) {
        return intake.take(call.meter(), body, contentEncoding, MediaTypes.isNdjson(contentType), form);
    }
}
