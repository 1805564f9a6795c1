package cn.haihe.center.survey;

import cn.haihe.center.access.Roles;
import cn.haihe.signal.verify.Rule;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Surveys as engineers see them. */
@Path("/api/v1/surveys")
@NonBlocking
@Tag(name = "Signals")
public class SurveyResource {
    private final Surveys surveys;

    SurveyResource(Surveys surveys) {
        this.surveys = surveys;
    }

    public record FindingView(Rule rule, String place, String detail) {}

    /**
     * @param used whether the junction is made by it; where it is not, the findings say why, and it has no signals here
     * @param walksLeftOut crossings for which the map's own design has lights for those who walk, and the survey none
     */
    public record SurveyView(
            String junctionId,
            String file,
            boolean used,
            int phases,
            int stages,
            int detectors,
            int walksLeftOut,
            List<FindingView> findings) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @Operation(
            summary =
                    "Junctions that are made by an engineer's survey rather than by the map, and surveys that are not safe")
    public List<SurveyView> list() {
        return surveys.list().stream().map(SurveyResource::view).toList();
    }

    private static SurveyView view(Surveys.Judged judged) {
        return new SurveyView(
                judged.survey().junction().id(),
                judged.file(),
                judged.isUsed(),
                judged.survey().design().phases().size(),
                judged.survey().design().stages().size(),
                judged.survey().detectors().size(),
                judged.walksLeftOut(),
                judged.findings().stream()
                        .map(found -> new FindingView(found.rule(), found.place(), found.detail()))
                        .toList());
    }
}
