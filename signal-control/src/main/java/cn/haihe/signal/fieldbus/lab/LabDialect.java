package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.fieldbus.link.Dialect;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/** Answers repeat the number of the request. */
final class LabDialect implements Dialect<JsonObject> {
    @Override
    public Match match(JsonObject request, JsonObject answer) {
        return Objects.equals(request.getValue("n"), answer.getValue("n")) ? Match.BY_NUMBER : Match.NONE;
    }

    @Override
    public Optional<JsonObject> heartbeat(long controllerId, int sequence) {
        return Optional.of(new JsonObject().put("do", "ping"));
    }
}
