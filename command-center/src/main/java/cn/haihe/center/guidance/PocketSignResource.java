package cn.haihe.center.guidance;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.guidance.internal.GuidanceViews;
import cn.haihe.center.place.Crs;
import cn.haihe.center.place.PlaceParameters;
import cn.haihe.map.geo.Distances;
import cn.haihe.map.geo.LonLat;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the signs on the street say, for travellers. */
@Path("/pocket/v1/guidance/signs")
@PermitAll
@NonBlocking
@Tag(name = "Guidance")
public class PocketSignResource {
    private final GuidanceBoard board;
    private final CityHolder cities;
    private final GuidanceViews views;

    PocketSignResource(GuidanceBoard board, CityHolder cities, GuidanceViews views) {
        this.board = board;
        this.cities = cities;
        this.views = views;
    }

    /** @param found signs within the radius; more than are listed where the limit cut them */
    public record NearSigns(List<GuidanceViews.Listed> signs, int found) {}

    @GET
    @Operation(summary = "Guidance signs around a point and what they show, nearest first")
    public NearSigns near(
            @QueryParam("near") String near,
            @QueryParam("radius") @DefaultValue("1000") double radiusMetres,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("crs") String crsName) {
        Crs crs = Crs.parse(crsName);
        LonLat point = crs.toWgs84(PlaceParameters.point("near", near));
        PlaceParameters.checkNear(radiusMetres, limit);
        cities.get();
        List<SignState> found = board.list().stream()
                .filter(state -> Distances.metres(point, state.sign().position()) <= radiusMetres)
                .sorted(Comparator.comparingDouble(
                        state -> Distances.metres(point, state.sign().position())))
                .toList();
        return new NearSigns(
                found.stream()
                        .limit(limit)
                        .map(state -> views.listed(state, crs))
                        .toList(),
                found.size());
    }
}
