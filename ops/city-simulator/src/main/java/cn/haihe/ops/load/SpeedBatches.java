package cn.haihe.ops.load;

import cn.haihe.ops.city.network.Road;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One record for each of many roads, as bodies for the traffic feed. The bodies are made once; then only the moment and the
 * speeds in them are written anew, so that a load generator leaves the processors to the hub. For one thread.
 */
final class SpeedBatches {
    private static final int TIME_LENGTH = "2026-01-01T00:00:00.000Z".length();
    private static final int SPEED_LENGTH = 4;
    private static final double SPEED_KMH_MAX = 99.9;

    /** @param usualKmh of each of its records, in their order */
    private record Batch(byte[] body, int[] timeAt, int[] speedAt, float[] usualKmh) {}

    private final List<Batch> batches = new ArrayList<>();

    SpeedBatches(List<Road> roads, int recordsPerBatch) {
        for (int from = 0; from < roads.size(); from += recordsPerBatch) {
            batches.add(batch(roads.subList(from, Math.min(roads.size(), from + recordsPerBatch))));
        }
    }

    private static Batch batch(List<Road> roads) {
        StringBuilder body = new StringBuilder();
        int[] timeAt = new int[roads.size()];
        int[] speedAt = new int[roads.size()];
        float[] usualKmh = new float[roads.size()];
        for (int i = 0; i < roads.size(); i++) {
            body.append("{\"segmentId\":\"").append(roads.get(i).id()).append("\",\"observedAt\":\"");
            timeAt[i] = body.length();
            body.append(" ".repeat(TIME_LENGTH)).append("\",\"speedKmh\":");
            speedAt[i] = body.length();
            body.append(" ".repeat(SPEED_LENGTH)).append("}\n");
            usualKmh[i] = (float) (0.5 * roads.get(i).speedLimitKmh());
        }
        return new Batch(body.toString().getBytes(StandardCharsets.US_ASCII), timeAt, speedAt, usualKmh);
    }

    int size() {
        return batches.size();
    }

    int records(int batch) {
        return batches.get(batch).timeAt.length;
    }

    /** The body of a batch as observed at a moment, every speed within a fifth of half the limit. Valid until the next call for it. */
    byte[] body(int batch, Instant observedAt, SplittableRandom random) {
        Batch next = batches.get(batch);
        String millis = observedAt.truncatedTo(ChronoUnit.SECONDS).plusMillis(1).toString();
        byte[] time = (millis.substring(0, TIME_LENGTH - 4) + String.format("%03dZ", observedAt.getNano() / 1_000_000))
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < next.timeAt.length; i++) {
            System.arraycopy(time, 0, next.body, next.timeAt[i], TIME_LENGTH);
            writeSpeed(next.usualKmh[i] * (0.8 + 0.4 * random.nextDouble()), next.body, next.speedAt[i]);
        }
        return next.body;
    }

    /** As {@code dd.d} or {@code d.dd}. */
    private static void writeSpeed(double kmh, byte[] body, int at) {
        boolean isLow = kmh < 10;
        int digits = (int) Math.min(999, Math.round(Math.min(kmh, SPEED_KMH_MAX) * (isLow ? 100 : 10)));
        int point = isLow ? 1 : 2;
        for (int i = SPEED_LENGTH - 1; i >= 0; i--) {
            if (i == point) {
                body[at + i] = '.';
            } else {
                body[at + i] = (byte) ('0' + digits % 10);
                digits /= 10;
            }
        }
    }
}
