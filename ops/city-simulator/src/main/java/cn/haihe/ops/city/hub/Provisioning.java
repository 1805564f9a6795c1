package cn.haihe.ops.city.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the hub which devices there are, as an administrator would at the console. */
public final class Provisioning {
    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS_PER_CALL = 2000;
    private static final int CONFLICT = 409;

    private final HubClient hub;
    private final Account administrator;
    private final KeyStore keys;

    public Provisioning(HubClient hub, Account administrator, KeyStore keys) {
        this.hub = hub;
        this.administrator = administrator;
        this.keys = keys;
    }

    /** The key of a source, made now if it is not known yet. */
    public String source(String id, String name, String kind) throws IOException, InterruptedException {
        var known = keys.find(id);
        return known.isPresent() ? known.get() : newSource(id, name, kind);
    }

    /**
     * As {@link #source(String, String, String)}, of a source that may send more, or less, than sources usually may.
     *
     * @param recordsPerSecond on average
     */
    public String source(String id, String name, String kind, int recordsPerSecond)
            throws IOException, InterruptedException {
        String key = source(id, name, kind);
        try {
            hub.putJson("/api/v1/sources/" + id, Map.of("recordsPerSecond", recordsPerSecond), administrator.token());
        } catch (RefusedException refused) {
            throw refused(refused);
        }
        return key;
    }

    /** A new key: of a new source, or in place of the lost or unknown one of a source that the hub has already. */
    public String newSource(String id, String name, String kind) throws IOException, InterruptedException {
        JsonNode answer;
        try {
            answer = post("/api/v1/sources", Map.of("id", id, "name", name, "kind", kind));
        } catch (RefusedException refused) {
            if (refused.status() != CONFLICT) {
                throw refused;
            }
            answer = post("/api/v1/sources/" + id + "/key", Map.of());
        }
        String key = answer.path("apiKey").asText();
        keys.put(id, key);
        return key;
    }

    private JsonNode post(String path, Map<String, String> body) throws IOException, InterruptedException {
        try {
            return hub.postJson(path, body, administrator.token());
        } catch (RefusedException refused) {
            throw refused(refused);
        }
    }

    /** Makes terminals or controllers known; posting one again updates it. */
    public void register(String path, List<? extends Map<String, ?>> records) throws IOException, InterruptedException {
        for (int from = 0; from < records.size(); from += RECORDS_PER_CALL) {
            StringBuilder lines = new StringBuilder();
            for (var record : records.subList(from, Math.min(records.size(), from + RECORDS_PER_CALL))) {
                lines.append(JSON.writeValueAsString(record)).append('\n');
            }
            JsonNode answer;
            try {
                answer = hub.postLines(path, lines.toString(), administrator.token());
            } catch (RefusedException refused) {
                throw refused(refused);
            }
            if (answer.path("rejected").asInt() > 0) {
                LOG.warn("{}: the hub rejected {}: {}", path, answer.path("rejected"), answer.path("reasons"));
            }
        }
    }

    private RefusedException refused(RefusedException refused) {
        if (refused.unauthorised()) {
            administrator.forget();
        }
        return refused;
    }
}
