package cn.haihe.center.signals.internal;

import cn.haihe.center.state.LatestRecord;
import cn.haihe.signal.fieldbus.ControlMode;
import cn.haihe.signal.fieldbus.FieldStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** A status as Redis keeps it: {@code MODE,plan,stage}, nothing between the commas where there is none. */
final class StatusText {
    private StatusText() {}

    static LatestRecord record(FieldStatus status) {
        String text = status.mode() + "," + number(status.plan()) + "," + number(status.stage());
        return new LatestRecord(
                status.junctionId(), status.at().toEpochMilli(), text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where another version of the hub wrote something else. */
    static Optional<FieldStatus> find(LatestRecord record) {
        String[] parts = new String(record.payload(), StandardCharsets.US_ASCII).split(",", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FieldStatus(
                    record.id(),
                    ControlMode.valueOf(parts[0]),
                    number(parts[1]),
                    number(parts[2]),
                    Instant.ofEpochMilli(record.deviceMillis())));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static String number(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }

    private static Optional<Integer> number(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
    }
}
