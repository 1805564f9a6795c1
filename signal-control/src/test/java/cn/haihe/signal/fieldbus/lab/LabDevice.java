package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.Street;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A controller that speaks the lab bus over a real socket and holds what it was given. */
public final class LabDevice {
    private final Map<Integer, JsonObject> plans = new ConcurrentHashMap<>();
    private final long controllerId;
    private final NetSocket socket;
    private final boolean silent;
    private JsonObject status =
            new JsonObject().put("mode", "LOCAL").put("plan", 1).put("stage", 1);
    private JsonObject timetable =
            new JsonObject().put("dayPlans", new JsonArray()).put("schedules", new JsonArray());
    private Duration ahead = Duration.ofMinutes(-7);

    /** @param silent says who it is, and nothing else */
    public LabDevice(Vertx vertx, int port, long controllerId, boolean silent) {
        this.controllerId = controllerId;
        this.silent = silent;
        socket = Street.await(vertx.createNetClient().connect(port, Street.HOST));
        RecordParser lines = RecordParser.newDelimited("\n", line -> receive(new JsonObject(line)));
        socket.handler(lines);
        say(new JsonObject().put("controller", controllerId));
    }

    public void close() {
        socket.close();
    }

    private void say(JsonObject message) {
        socket.write(Buffer.buffer(message.encode() + "\n"));
    }

    private void receive(JsonObject request) {
        if ("time".equals(request.getString("do"))) {
            ahead = Duration.between(Instant.now(), request.getInstant("time"));
        }
        if (silent || !request.containsKey("n")) {
            return;
        }
        JsonObject answer = new JsonObject().put("n", request.getInteger("n"));
        Object is = answer(request);
        say(is instanceof String error ? answer.put("error", error) : answer.put("is", is));
    }

    /** A text is an error. */
    private Object answer(JsonObject request) {
        switch (request.getString("do")) {
            case "poll":
                return status;
            case "load":
                plans.put(request.getJsonObject("plan").getInteger("number"), request.getJsonObject("plan"));
                return null;
            case "read":
                JsonObject plan = plans.get(request.getInteger("plan"));
                return plan == null ? "no such plan" : plan;
            case "run":
                if (!plans.containsKey(request.getInteger("plan"))) {
                    return "no such plan";
                }
                return now("CENTER", request.getInteger("plan"), 1);
            case "hold":
                return now("CENTER", null, request.getInteger("stage"));
            case "flash":
                return now("FLASH", null, null);
            case "red":
                return now("ALL_RED", null, null);
            case "dark":
                return now("OFF", null, null);
            case "release":
                return now("LOCAL", 1, 1);
            case "detectors":
                return request.getJsonArray("detectors").isEmpty() ? new JsonArray() : detectors(request);
            case "stage":
                return new JsonObject()
                        .put("state", "RUNNING")
                        .put("elapsedSeconds", 3)
                        .put("remainingSeconds", 20);
            case "clock":
                return Instant.now().plus(ahead);
            case "set-clock":
                ahead = Duration.between(Instant.now(), request.getInstant("time"));
                return null;
            case "health":
                return new JsonObject().put("doorOpen", false).put("time", Instant.now());
            case "timetable":
                timetable = request.getJsonObject("timetable");
                return null;
            case "read-timetable":
                return timetable;
            default:
                return "what?";
        }
    }

    private static JsonArray detectors(JsonObject request) {
        return new JsonArray()
                .add(new JsonObject()
                        .put("detector", request.getJsonArray("detectors").getInteger(0))
                        .put("occupied", true));
    }

    private JsonObject now(String mode, Integer plan, Integer stage) {
        status = new JsonObject().put("mode", mode).put("plan", plan).put("stage", stage);
        say(new JsonObject()
                .put("controller", controllerId)
                .put("report", "status")
                .put("road", 1)
                .put("is", status));
        return null;
    }
}
