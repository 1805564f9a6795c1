package cn.haihe.center.source;

import cn.haihe.center.access.Roles;
import cn.haihe.center.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Shows operators how the feeds do. */
@Path("/api/v1/feeds")
public class FeedResource {
    private final SourceRegister register;
    private final FeedMeters meters;

    FeedResource(SourceRegister register, FeedMeters meters) {
        this.register = register;
        this.meters = meters;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.AUDITOR, Roles.ADMINISTRATOR})
    public List<FeedStatus> list() {
        return meters.listStatus();
    }

    /** The last rejected records of a source, newest first; in a flood only some of each second are kept. */
    @GET
    @Path("{source}/rejects")
    @RolesAllowed({Roles.OPERATOR, Roles.ADMINISTRATOR})
    public List<RejectedRecord> rejects(String source) {
        return meters.listRejects(register.find(source).orElseThrow(() -> unknownSource(source)));
    }

    static ProblemException unknownSource(String id) {
        String shown = id.length() <= 40 ? id : id.substring(0, 40) + "…";
        return new ProblemException(404, "unknown-source", "Unknown source", "There is no source " + shown + ".");
    }
}
