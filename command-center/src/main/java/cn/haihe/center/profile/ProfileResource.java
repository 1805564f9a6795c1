package cn.haihe.center.profile;

import cn.haihe.center.access.Roles;
import cn.haihe.center.access.audit.AuditNote;
import cn.haihe.center.access.audit.Audited;
import cn.haihe.center.city.CityHolder;
import cn.haihe.center.problem.ProblemException;
import cn.haihe.center.profile.internal.LearntProfiles;
import cn.haihe.center.profile.internal.ProfileForm;
import cn.haihe.center.source.FeedAnswer;
import cn.haihe.center.source.MediaTypes;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RecordBatch;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.map.city.Segment;
import cn.haihe.routing.profile.DayProfile;
import cn.haihe.routing.profile.KindOfDay;
import cn.haihe.routing.profile.SpeedProfiles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.Cancellable;

/** The usual speeds of segments, for engineers. */
@Path("/api/v1")
@Tag(name = "Profiles")
public class ProfileResource {
    private final LearntProfiles profiles;
    private final ProfileForm form;
    private final CityHolder cities;
    private final AuditNote note;

    ProfileResource(LearntProfiles profiles, ProfileForm form, CityHolder cities, AuditNote note) {
        this.profiles = profiles;
        this.form = form;
        this.cities = cities;
        this.note = note;
    }

    /** @param kinds only those of which anything is known */
    public record OfSegment(String segmentId, Map<KindOfDay, OfDay> kinds) {}

    /**
     * @param speedsKmh 96 quarter-hours from 00:00 on; null where nothing is known
     * @param observations 0 where nothing is known; 255 means so many or more
     */
    public record OfDay(Double[] speedsKmh, int[] observations) {}

    @GET
    @Path("segments/{id}/profile")
    @RolesAllowed({Roles.OPERATOR, Roles.ENGINEER, Roles.COMMANDER, Roles.ADMINISTRATOR})
    @NonBlocking
    @Operation(summary = "The usual speeds of a segment by quarter-hour and kind of day")
    public OfSegment get(@RestPath String id) {
        Segment segment = cities.get()
                .city()
                .findSegment(id)
                .orElseThrow(() -> new ProblemException(
                        404, "unknown-segment", "Unknown segment", "The city has no segment " + id + "."));
        SpeedProfiles known = profiles.find()
                .orElseThrow(() -> new ProblemException(
                        503, "profiles-busy", "Profiles busy", "The usual speeds are still being read; try again."));
        Map<KindOfDay, OfDay> kinds = new EnumMap<>(KindOfDay.class);
        for (KindOfDay kind : KindOfDay.values()) {
            known.find(segment.index(), kind).ifPresent(day -> kinds.put(kind, ofDay(day)));
        }
        return new OfSegment(id, kinds);
    }

    private static OfDay ofDay(DayProfile day) {
        Double[] speeds = new Double[DayProfile.QUARTERS];
        int[] observations = new int[DayProfile.QUARTERS];
        for (int quarter = 0; quarter < DayProfile.QUARTERS; quarter++) {
            observations[quarter] = day.observations(quarter);
            if (day.isKnown(quarter)) {
                speeds[quarter] = Math.round(10 * day.getSpeedKmh(quarter)) / 10.0;
            }
        }
        return new OfDay(speeds, observations);
    }

    /** Takes in what is well-formed; it stands in place of what was known of those quarter-hours. */
    @POST
    @Path("profiles")
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.NDJSON})
    @RolesAllowed({Roles.ENGINEER, Roles.ADMINISTRATOR})
    @Audited("profile.import")
    @Cancellable(false)
    @Blocking
    @Operation(summary = "Import usual speeds that the city knows from elsewhere")
    public Uni<FeedAnswer> put(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, byte[] body) {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        ProfileForm.Batch batch = form.begin();
        List<ProfileForm.Imported> imported = new ArrayList<>();
        for (RawRecord record : RecordBatch.read(body, MediaTypes.isNdjson(contentType))) {
            try {
                imported.add(batch.read(record));
            } catch (RejectedException e) {
                reasons.merge(e.reason(), 1, Integer::sum);
            }
        }
        note.add("accepted", imported.size()).add("rejected", reasons);
        FeedAnswer answer = FeedAnswer.of(imported.size(), reasons);
        return imported.isEmpty()
                ? Uni.createFrom().item(answer)
                : profiles.replace(imported).replaceWith(answer);
    }
}
