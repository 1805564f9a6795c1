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
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Writes answers as they are asked for, a few at once: each reads its file and the database from end to end. */
@Singleton
public class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileAnswers answers;
    private final UploadFolder folder;
    private final CentreKey key;
    private final ClearingRules rules;
    private final Clock clock;
    private final Semaphore free;

    Answers(
            CardDatabase database,
            UploadFolder folder,
            CentreKey key,
            ClearingRules rules,
            ClearingConfig config,
            Clock clock) {
        answers = new FileAnswers(database.source());
        this.folder = folder;
        this.key = key;
        this.rules = rules;
        this.clock = clock;
        free = new Semaphore(config.answersAtOnce());
    }

    public StreamingOutput file(Upload upload) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), rules.zone());
        return one(
                (file, out) -> answers.write(file, upload.name(), now, out, key.privateKey(), CentreKey.VERSION),
                upload);
    }

    public StreamingOutput exceptions(Upload upload) {
        return one(
                (file, out) -> {
                    try (JsonGenerator json =
                            JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
                        json.setRootValueSeparator(null);
                        answers.listExceptions(file, (line, answer, record) -> write(json, line, answer, record));
                    }
                },
                upload);
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

    private StreamingOutput one(Writing writing, Upload upload) {
        ReceivedFile file =
                FileWork.received(upload, upload.cleared().orElseThrow(), folder.batch(upload.sender(), upload.name()));
        return out -> {
            if (!free.tryAcquire()) {
                throw new ProblemException(
                        503, "answers-busy", "Busy", "Too many answers are being written; ask again in a few seconds.");
            }
            try {
                spool(file.path(), spooled -> writing.write(file, spooled), out);
            } catch (DayArchivedException e) {
                throw new ProblemException(
                        410, "archived", "Archived", file.businessDay() + " is archived in " + e.archive() + ".");
            } catch (SQLException e) {
                throw new IOException(e);
            } finally {
                free.release();
            }
        };
    }

    /**
     * Writes all to a nameless file beside the batch, and only then to who asks: one that reads slowly holds neither a connection
     * nor a transaction of the database.
     */
    private static void spool(Path beside, Spooling spooling, OutputStream to) throws IOException, SQLException {
        Path name = beside.resolveSibling("answer-" + UUID.randomUUID() + ".part");
        try (FileChannel spool = FileChannel.open(
                name,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            // Closing it would close the channel.
            BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(spool), BUFFER_BYTES);
            spooling.write(out);
            out.flush();
            spool.position(0);
            Channels.newInputStream(spool).transferTo(to);
        }
    }

    private interface Spooling {
        void write(OutputStream out) throws IOException, SQLException;
    }

    private interface Writing {
        void write(ReceivedFile file, OutputStream out) throws IOException, SQLException;
    }
}
