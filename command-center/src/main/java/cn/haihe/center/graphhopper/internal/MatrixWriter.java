package cn.haihe.center.graphhopper.internal;

import cn.haihe.routing.MatrixAnswer;
import cn.haihe.routing.reach.TravelMatrix;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes a matrix as GraphHopper does, without a tree of a million numbers in between. */
final class MatrixWriter {
    private static final int PAIRS_TOLD_MAX = 10_000;
    private static final String NOT_FOUND = "com.graphhopper.util.exceptions.PointNotFoundException";
    private static final String NO_CONNECTION = "com.graphhopper.util.exceptions.ConnectionNotFoundException";

    private final JsonFactory json = new JsonFactory();

    byte[] write(Matrices.Outcome outcome, List<String> copyrights, long tookMillis) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator to = json.createGenerator(out)) {
            to.writeStartObject();
            TravelMatrix matrix = outcome.found().matrix();
            for (String array : outcome.asked().outArrays()) {
                to.writeArrayFieldStart(array);
                for (int row = 0; row < matrix.rows(); row++) {
                    to.writeStartArray();
                    for (int column = 0; column < matrix.columns(); column++) {
                        writeCell(to, array, matrix, row, column);
                    }
                    to.writeEndArray();
                }
                to.writeEndArray();
            }
            writeHints(to, outcome.found());
            to.writeObjectFieldStart("info");
            to.writeArrayFieldStart("copyrights");
            for (String copyright : copyrights) {
                to.writeString(copyright);
            }
            to.writeEndArray();
            to.writeNumberField("took", tookMillis);
            to.writeEndObject();
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Whole seconds and metres, as GraphHopper; weights are seconds with their fraction. */
    private static void writeCell(JsonGenerator to, String array, TravelMatrix matrix, int row, int column)
            throws IOException {
        if (!matrix.isReached(row, column)) {
            to.writeNull();
            return;
        }
        switch (array) {
            case "times" -> to.writeNumber(Math.round(matrix.seconds(row, column)));
            case "distances" -> to.writeNumber(Math.round(matrix.metres(row, column)));
            default -> to.writeNumber(matrix.seconds(row, column));
        }
    }

    private static void writeHints(JsonGenerator to, MatrixAnswer.Found found) throws IOException {
        List<int[]> pairs = disconnected(found);
        boolean someOffMap = !found.fromOffMap().isEmpty() || !found.toOffMap().isEmpty();
        if (pairs.isEmpty() && !someOffMap) {
            return;
        }
        to.writeArrayFieldStart("hints");
        if (someOffMap) {
            to.writeStartObject();
            to.writeStringField("message", "Cannot find some points");
            to.writeStringField("details", NOT_FOUND);
            writeIndexes(to, "invalid_from_points", found.fromOffMap());
            writeIndexes(to, "invalid_to_points", found.toOffMap());
            to.writeEndObject();
        }
        if (!pairs.isEmpty()) {
            to.writeStartObject();
            to.writeStringField("message", "Cannot find some connections");
            to.writeStringField("details", NO_CONNECTION);
            to.writeArrayFieldStart("point_pairs");
            for (int[] pair : pairs) {
                to.writeArray(pair, 0, 2);
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    private static void writeIndexes(JsonGenerator to, String name, List<Integer> indexes) throws IOException {
        to.writeFieldName(name);
        to.writeArray(indexes.stream().mapToInt(i -> i).toArray(), 0, indexes.size());
    }

    /** The first of them where there are very many; the nulls of the arrays tell all. */
    private static List<int[]> disconnected(MatrixAnswer.Found found) {
        List<int[]> pairs = new ArrayList<>();
        Set<Integer> fromOffMap = Set.copyOf(found.fromOffMap());
        Set<Integer> toOffMap = Set.copyOf(found.toOffMap());
        for (int row = 0; row < found.matrix().rows(); row++) {
            for (int column = 0; column < found.matrix().columns(); column++) {
                boolean isOffMap = fromOffMap.contains(row) || toOffMap.contains(column);
                if (!isOffMap && !found.matrix().isReached(row, column)) {
                    if (pairs.size() == PAIRS_TOLD_MAX) {
                        return pairs;
                    }
                    pairs.add(new int[] {row, column});
                }
            }
        }
        return pairs;
    }
}
