package cn.haihe.signal.fieldbus.lab;

import cn.haihe.signal.fieldbus.link.Wire;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Lines of JSON, ended by a line feed. */
final class LabWire implements Wire<JsonObject> {
    private static final int LONGEST_LINE_BYTES = 64 * 1024;

    @Override
    public Consumer<byte[]> splitter(Sink<JsonObject> sink) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean[] skipping = {false};
        return bytes -> {
            for (byte b : bytes) {
                if (b == '\n') {
                    if (!skipping[0]) {
                        readDatagram(line.toByteArray(), sink);
                    }
                    skipping[0] = false;
                    line.reset();
                } else if (!skipping[0] && line.size() == LONGEST_LINE_BYTES) {
                    skipping[0] = true;
                    line.reset();
                    sink.defect(LabDefect.TOO_LONG);
                } else if (!skipping[0]) {
                    line.write(b);
                }
            }
        };
    }

    @Override
    public void readDatagram(byte[] line, Sink<JsonObject> sink) {
        JsonObject read;
        try {
            read = new JsonObject(new String(line, StandardCharsets.UTF_8));
        } catch (DecodeException | ClassCastException notOne) {
            sink.defect(LabDefect.NOT_JSON);
            return;
        }
        sink.message(read);
    }

    @Override
    public byte[] toDatagram(JsonObject message) {
        return message.encode().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] toStream(JsonObject message) {
        return (message.encode() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public OptionalLong findController(JsonObject message) {
        return message.getValue("controller") instanceof Number id
                ? OptionalLong.of(id.longValue())
                : OptionalLong.empty();
    }
}
