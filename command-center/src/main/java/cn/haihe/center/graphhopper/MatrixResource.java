package cn.haihe.center.graphhopper;

import cn.haihe.center.graphhopper.internal.Answers;
import cn.haihe.center.graphhopper.internal.GraphHopperJson;
import cn.haihe.center.graphhopper.internal.HeavySlots;
import cn.haihe.center.graphhopper.internal.Matrices;
import cn.haihe.center.graphhopper.internal.MatrixJobs;
import cn.haihe.center.graphhopper.internal.MatrixQuestion;
import cn.haihe.center.graphhopper.internal.TrafficHeaders;
import cn.haihe.center.routes.RouteGuideHolder;
import cn.haihe.routing.RouteGuide;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** GraphHopper's doors for matrices: at once, and as a job to be fetched later. */
@Path("/gh/matrix")
@PermitAll
@Tag(name = "graphhopper")
@Produces(MediaType.APPLICATION_JSON)
public class MatrixResource {
    private static final int BODY_BYTES_MAX = 512 * 1024;

    private final RouteGuideHolder guides;
    private final Matrices matrices;
    private final HeavySlots slots;
    private final MatrixJobs jobs;
    private final GraphHopperJson json;
    private final Answers answers;

    MatrixResource(
            RouteGuideHolder guides,
            Matrices matrices,
            HeavySlots slots,
            MatrixJobs jobs,
            GraphHopperJson json,
            Answers answers) {
        this.guides = guides;
        this.matrices = matrices;
        this.slots = slots;
        this.jobs = jobs;
        this.json = json;
        this.answers = answers;
    }

    @GET
    @Blocking
    @Operation(
            summary = "Times and distances from each of some points to each of others, by query parameters",
            description = "point, or from_point and to_point (lat,lon, any number of times), out_array (times in"
                    + " seconds, distances in metres, weights), fail_fast, profile=car.")
    public Response matrix(@Context UriInfo uri) {
        return answers.of(() -> atOnce(MatrixQuestion.read(uri.getQueryParameters())));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The same by a JSON body",
            description = "points, or from_points and to_points ([lon,lat]), out_arrays, fail_fast, profile.")
    public Response matrix(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
        return answers.of(() -> atOnce(read(body, encoding)));
    }

    @POST
    @Path("calculate")
    @Blocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Begins to count a matrix; fetch it by its job_id")
    public Response calculate(byte[] body, @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding) {
        return answers.of(() -> {
            MatrixQuestion asked = read(body, encoding);
            RouteGuide guide = guides.get();
            matrices.check(asked, guide);
            String id = jobs.start(() -> answers.bodyOf(() -> {
                Response counted = count(asked, guide);
                return counted.getStatus() == 200 ? answers.written(solution((byte[]) counted.getEntity())) : counted;
            }));
            return answers.ok(json.object().put("job_id", id));
        });
    }

    @GET
    @Path("solution/{id}")
    @Operation(summary = "A matrix that was begun: status processing or finished, then with the solution")
    public Response solution(@PathParam("id") String id) {
        return answers.of(() -> {
            if (!jobs.isKnown(id)) {
                return answers.errors(404, List.of(new IllegalArgumentException("There is no job " + id)));
            }
            return jobs.findAnswer(id)
                    .map(answers::written)
                    .orElseGet(() -> answers.ok(json.object().put("status", "processing")));
        });
    }

    private MatrixQuestion read(byte[] body, String encoding) {
        return MatrixQuestion.read(json.read(body, encoding, BODY_BYTES_MAX, JsonNode.class));
    }

    private Response atOnce(MatrixQuestion asked) {
        RouteGuide guide = guides.get();
        matrices.check(asked, guide);
        return slots.with(() -> count(asked, guide));
    }

    private Response count(MatrixQuestion asked, RouteGuide guide) {
        long start = System.nanoTime();
        Matrices.Outcome outcome = matrices.count(asked, guide);
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        return outcome.isError()
                ? answers.errors(400, outcome.errors())
                : TrafficHeaders.with(
                        answers.written(json.matrix(outcome, tookMillis)),
                        outcome.found().traffic());
    }

    private static byte[] solution(byte[] matrix) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(matrix.length + 64);
        whole.writeBytes("{\"status\":\"finished\",\"solution\":".getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(matrix);
        whole.write('}');
        return whole.toByteArray();
    }
}
