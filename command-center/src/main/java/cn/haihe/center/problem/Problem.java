package cn.haihe.center.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An error as clients read it: a problem document of RFC 9457.
 *
 * <p>The slug is the stable part that a client may branch on; {@code type} is made of it. The detail is one sentence for
 * a person. Members hold what a program needs besides ({@code "findings"}, {@code "maxBytes"}).
 *
 * @param slug lower case with hyphens, {@code unknown-junction}
 * @param status HTTP status, 400 to 599
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
public record Problem(
        @JsonIgnore String slug,
        String title,
        int status,
        @JsonInclude(JsonInclude.Include.NON_NULL) String detail,
        @JsonIgnore Map<String, Object> members) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_BASE = "https://haihe.cn/problems/";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Problem {
        if (!SLUG.matcher(slug).matches()) {
            throw new IllegalArgumentException("slug must be lower case with hyphens: " + slug);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599: " + status);
        }
        members = Map.copyOf(members);
    }

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(slug, title, status, detail, Map.of());
    }

    /** For a detail: where JSON is not as it must be, or nothing where its reader does not tell, as for too deep nesting. */
    public static String where(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The same problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(slug, title, status, detail, more);
    }

    public URI getType() {
        return URI.create(TYPE_BASE + slug);
    }

    @JsonAnyGetter
    Map<String, Object> otherMembers() {
        return members;
    }

    public Response toResponse() {
        return responseBuilder().build();
    }

    /** For an answer that also needs headers. */
    public Response.ResponseBuilder responseBuilder() {
        return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this);
    }
}
