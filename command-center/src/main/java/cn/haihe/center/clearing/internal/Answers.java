package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.clearing.file.DayArchivedException;
import cn.haihe.card.clearing.file.FileAnswers;
import cn.haihe.card.clearing.file.ReceivedFile;
import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.exchange.RecordAnswer;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.problem.ProblemException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.concurrent.Semaphore;

/** Writes answers as they are asked for, a few at once: each reads its file and the database from end to end. Blocks. */
@Singleton
public class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private final FileAnswers answers;
    private final UploadFolder folder;
    private final CentreKey key;
    private final ClearingRules rules;
    private final Clock clock;
    private final Deliveries deliveries;
    private final Semaphore free;

    Answers(
            CardDatabase database,
            UploadFolder folder,
            CentreKey key,
            ClearingRules rules,
            ClearingConfig config,
            Deliveries deliveries,
            Clock clock) {
        answers = new FileAnswers(database.source());
        this.folder = folder;
        this.key = key;
        this.rules = rules;
        this.clock = clock;
        this.deliveries = deliveries;
        free = new Semaphore(config.answersAtOnce());
    }

    /** What became of each record. */
    public Path file(Upload upload, RoutingContext context, String who) throws IOException, SQLException {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), rules.zone());
        return one(
                (file, out) -> answers.write(file, upload.name(), now, out, key.privateKey(), CentreKey.VERSION),
                upload,
                context,
                who);
    }

    /** Those that were not accepted, one JSON object a line. */
    public Path exceptions(Upload upload, RoutingContext context, String who) throws IOException, SQLException {
        return one(
                (file, out) -> {
                    try (JsonGenerator json =
                            JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                        json.setRootValueSeparator(null);
                        answers.listExceptions(file, (line, answer, record) -> write(json, line, answer, record));
                    }
                },
                upload,
                context,
                who);
    }

    private static void write(JsonGenerator json, long line, RecordAnswer answer, String record) throws IOException {
        json.writeStartObject();
        json.writeNumberField("line", line);
        json.writeStringField("reason", answer.reason().name());
        json.writeStringField("outcome", answer.reason().outcome().name());
        if (answer.other() != null) {
            json.writeStringField("otherInstitution", answer.other().sender());
            if (!answer.other().name().isEmpty()) {
                json.writeStringField("otherFile", answer.other().name());
                json.writeNumberField("otherLine", answer.other().line());
            }
        }
        json.writeStringField("record", record);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private Path one(Writing writing, Upload upload, RoutingContext context, String who)
            throws IOException, SQLException {
        ReceivedFile file =
                FileWork.received(upload, upload.cleared().orElseThrow(), folder.batch(upload.sender(), upload.name()));
        return deliveries.write(context, who, out -> {
            if (!free.tryAcquire()) {
                throw new ProblemException(
                        503, "answers-busy", "Busy", "Too many answers are being written; ask again in a few seconds.");
            }
            try {
                writing.write(file, out);
            } catch (DayArchivedException e) {
                throw new ProblemException(
                        410, "archived", "Archived", file.businessDay() + " is archived in " + e.archive() + ".");
            } finally {
                free.release();
            }
        });
    }

    private interface Writing {
        void write(ReceivedFile file, OutputStream out) throws IOException, SQLException;
    }
}
