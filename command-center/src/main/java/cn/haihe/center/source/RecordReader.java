package cn.haihe.center.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads record after record with one parser, which making anew for each would cost more than the reading. The parser is fed
 * one record at a time, so that a broken one spoils only itself. For one thread.
 */
final class RecordReader {
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final RawRecord record = new RawRecord();
    private JsonParser parser;
    private ByteArrayFeeder feeder;

    RawRecord read(byte[] body, int begin, int end) {
        record.begin();
        try {
            open();
            feeder.feedInput(body, begin, end);
            if (parser.nextToken() == JsonToken.START_OBJECT
                    && readFields()
                    && parser.nextToken() == JsonToken.NOT_AVAILABLE) {
                record.complete();
            } else {
                close();
            }
        } catch (JsonProcessingException e) {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return record;
    }

    private void open() throws IOException {
        if (parser == null) {
            parser = JSON.createNonBlockingByteArrayParser();
            feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        }
    }

    /** A parser that has met an error, or half a record, can't begin another. */
    void close() {
        try {
            if (parser != null) {
                parser.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            parser = null;
        }
    }

    /** @return false where the record ends within */
    private boolean readFields() throws IOException {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.FIELD_NAME) {
                return token == JsonToken.END_OBJECT;
            }
            String name = parser.currentName();
            token = parser.nextToken();
            switch (token) {
                case VALUE_STRING -> record.add(name, parser.getText());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> record.add(name, parser.getDoubleValue());
                case VALUE_NULL -> record.add(name, RawRecord.NULL);
                case START_ARRAY -> record.add(name, readList());
                case START_OBJECT -> {
                    parser.skipChildren();
                    record.add(name, RawRecord.OTHER);
                }
                case NOT_AVAILABLE -> {
                    return false;
                }
                default -> record.add(name, RawRecord.OTHER);
            }
        }
    }

    private Object readList() throws IOException {
        List<OptionalDouble> numbers = new ArrayList<>();
        boolean onlyNumbers = true;
        while (true) {
            JsonToken token = parser.nextToken();
            switch (token) {
                case END_ARRAY -> {
                    return onlyNumbers ? numbers : RawRecord.OTHER;
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.add(OptionalDouble.of(parser.getDoubleValue()));
                case VALUE_NULL -> numbers.add(OptionalDouble.empty());
                case NOT_AVAILABLE -> {
                    return RawRecord.OTHER;
                }
                default -> {
                    onlyNumbers = false;
                    parser.skipChildren();
                }
            }
        }
    }
}
