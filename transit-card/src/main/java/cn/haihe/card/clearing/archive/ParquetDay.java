package cn.haihe.card.clearing.archive;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import blue.strategic.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** The records of a day as a Parquet file, with the names that its columns have in the database. */
final class ParquetDay {
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .named("card")
            .required(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named("occurred_at")
            .required(PrimitiveTypeName.INT64)
            .named("amount_fen")
            .required(PrimitiveTypeName.INT64)
            .named("issuer_fen")
            .required(PrimitiveTypeName.INT64)
            .named("psam")
            .required(PrimitiveTypeName.INT32)
            .as(LogicalTypeAnnotation.dateType())
            .named("business_day")
            .required(PrimitiveTypeName.INT32)
            .named("file_id")
            .required(PrimitiveTypeName.INT32)
            .named("line")
            .required(PrimitiveTypeName.INT32)
            .named("counter")
            .required(PrimitiveTypeName.INT32)
            .named("psam_sequence")
            .required(PrimitiveTypeName.INT32)
            .named("industry")
            .required(PrimitiveTypeName.INT32)
            .named("card_type")
            .required(PrimitiveTypeName.INT32)
            .named("consume_kind")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("issuer")
            .required(PrimitiveTypeName.INT32)
            .named("discount_fen")
            .required(PrimitiveTypeName.INT32)
            .named("city")
            .required(PrimitiveTypeName.INT32)
            .named("card_city")
            .required(PrimitiveTypeName.INT32)
            .named("transfer_city")
            .named("card_record");

    private ParquetDay() {}

    static ParquetWriter<ArchivedRecord> writer(Path file) throws IOException {
        return ParquetWriter.writeFile(SCHEMA, file.toFile(), (record, values) -> {
            values.write("card", record.card());
            values.write("occurred_at", micros(record.occurredAt()));
            values.write("amount_fen", record.amountFen());
            values.write("issuer_fen", record.issuerFen());
            values.write("psam", record.psam());
            values.write("business_day", (int) record.businessDay().toEpochDay());
            values.write("file_id", record.fileId());
            values.write("line", record.line());
            values.write("counter", record.counter());
            values.write("psam_sequence", record.psamSequence());
            values.write("industry", record.industry());
            values.write("card_type", record.cardType());
            values.write("consume_kind", record.consumeKind());
            values.write("issuer", record.issuer());
            values.write("discount_fen", record.discountFen());
            values.write("city", record.city());
            values.write("card_city", record.cardCity());
            values.write("transfer_city", record.transferCity());
        });
    }

    /** To be closed. */
    static Stream<ArchivedRecord> read(Path file) throws IOException {
        return ParquetReader.streamContent(file.toFile(), new Rows(), path -> path[0]);
    }

    /** Those that are wanted, by the columns' names; to be closed. Reads all, and makes nothing of the others. */
    static Stream<ArchivedRecord> search(Path file, Predicate<Map<String, Object>> wanted) throws IOException {
        Stream<Optional<ArchivedRecord>> found =
                ParquetReader.streamContent(file.toFile(), new Wanted(wanted), path -> path[0]);
        return found.flatMap(Optional::stream);
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static final class Rows implements Hydrator<Map<String, Object>, ArchivedRecord, String> {
        @Override
        public Map<String, Object> start() {
            return new HashMap<>();
        }

        @Override
        public Map<String, Object> add(Map<String, Object> row, String column, Object value) {
            row.put(column, value);
            return row;
        }

        @Override
        public ArchivedRecord finish(Map<String, Object> row) {
            return ArchivedRecord.of(row);
        }
    }

    /** One row after the other in one map: a day has millions. */
    private static final class Wanted implements Hydrator<Map<String, Object>, Optional<ArchivedRecord>, String> {
        private final Predicate<Map<String, Object>> wanted;
        private final Map<String, Object> row = new HashMap<>();

        Wanted(Predicate<Map<String, Object>> wanted) {
            this.wanted = wanted;
        }

        @Override
        public Map<String, Object> start() {
            return row;
        }

        @Override
        public Map<String, Object> add(Map<String, Object> columns, String column, Object value) {
            columns.put(column, value);
            return columns;
        }

        @Override
        public Optional<ArchivedRecord> finish(Map<String, Object> columns) {
            return wanted.test(columns) ? Optional.of(ArchivedRecord.of(columns)) : Optional.empty();
        }
    }
}
