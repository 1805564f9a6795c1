package cn.haihe.center.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what ends a request into its problem document. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    /** PostgreSQL's class of states for a server that stops, starts or recovers. */
    private static final String OPERATOR_INTERVENTION = "57";

    /** PostgreSQL's states for a text that is too long, and for one with a NUL. */
    private static final Set<String> UNFIT_TEXT = Set.of("22001", "22021");

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(UnauthorizedException e) {
        return signInNeeded();
    }

    @ServerExceptionMapper(priority = 1)
    Response badToken(AuthenticationFailedException e) {
        return TokenRefusal.in(e)
                .map(refusal -> Problem.of(401, refusal.slug(), "Token refused", refusal.getMessage())
                        .responseBuilder()
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .build())
                .orElseGet(ProblemMappers::signInNeeded);
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return Problem.of(403, "forbidden", "Not allowed", "Your roles do not allow this.")
                .toResponse();
    }

    /** Quarkus maps mismatches by itself, without a body, unless they are named. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response malformedJson(JsonProcessingException e) {
        String detail = "The body is not the JSON expected" + Problem.where(e) + ".";
        return Problem.of(400, "malformed-body", "Malformed body", detail).toResponse();
    }

    /** Quarkus says so of a parameter of another type, too: a number that is none. */
    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return e.getCause() instanceof IllegalArgumentException
                ? Problem.of(
                                400,
                                "malformed-parameter",
                                "Malformed parameter",
                                "A parameter is not of the type expected: "
                                        + e.getCause().getMessage() + ".")
                        .toResponse()
                : web(e);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformedJson(json);
        }
        Response answer = e.getResponse();
        int status = answer.getStatus();
        if (status < 400 || answer.hasEntity()) {
            return answer;
        }
        var reason = Response.Status.fromStatusCode(status);
        String title = reason == null ? "Error " + status : reason.getReasonPhrase();
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var problem = Problem.of(status, slug, title, null).responseBuilder();
        answer.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
                values.forEach(value -> problem.header(name, value));
            }
        });
        return problem.build();
    }

    @ServerExceptionMapper
    Response invalidParameter(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(v -> lastName(v.getPropertyPath()) + " " + v.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return Problem.of(400, "malformed-parameter", "Malformed parameter", detail)
                .toResponse();
    }

    @ServerExceptionMapper({ConnectException.class, ClosedConnectionException.class})
    Response storageGone(Exception e) {
        LOG.warnf("a request found no storage: %s", e.getMessage());
        return storageUnavailable();
    }

    @ServerExceptionMapper
    Response storageGoingOrComing(PgException e) {
        if (e.getSqlState() != null && e.getSqlState().startsWith(OPERATOR_INTERVENTION)) {
            return storageGone(e);
        }
        if (UNFIT_TEXT.contains(String.valueOf(e.getSqlState()))) {
            return Problem.of(
                            400,
                            "unfit-text",
                            "Unfit text",
                            "A text is too long, or has a character that cannot be kept.")
                    .toResponse();
        }
        return unexpected(e);
    }

    @ServerExceptionMapper
    Response tooSlow(TimeoutException e) {
        LOG.warn("a request was given up after its time-out", e);
        return Problem.of(503, "timed-out", "Timed out", "The centre did not get the answer in time; try again.")
                .toResponse();
    }

    /** Says nothing of the cause to the caller; the log tells it all. */
    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        LOG.error("a request failed in a way nobody foresaw", e);
        return Problem.of(500, "internal-error", "Internal error", "The centre could not answer this request.")
                .toResponse();
    }

    private static Response storageUnavailable() {
        return Problem.of(
                        503,
                        "storage-unavailable",
                        "Storage unavailable",
                        "The centre cannot reach its database for now; try again.")
                .toResponse();
    }

    private static String lastName(Path path) {
        String last = "";
        for (Path.Node node : path) {
            last = String.valueOf(node.getName());
        }
        return last;
    }

    private static Response signInNeeded() {
        return Problem.of(401, "sign-in-needed", "Sign-in needed", "Send a valid bearer token.")
                .responseBuilder()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }
}
