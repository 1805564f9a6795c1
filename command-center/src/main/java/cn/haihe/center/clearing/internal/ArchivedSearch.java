package cn.haihe.center.clearing.internal;

import cn.haihe.card.clearing.archive.ArchivedRecords;
import cn.haihe.card.clearing.search.FoundRecord;
import cn.haihe.card.clearing.search.FoundRecord.Archived;
import cn.haihe.card.clearing.search.FoundRecord.Kept;
import cn.haihe.card.clearing.search.RecordSearch;
import cn.haihe.center.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks records up in the archive's files, two at once: each look reads a day from its beginning. */
@Singleton
public class ArchivedSearch {
    private static final Logger LOG = Logger.getLogger(ArchivedSearch.class);
    private static final int AT_ONCE = 2;

    private final RecordSearch records;
    private final ArchivedRecords archive;
    private final Permits permits = new Permits(
            AT_ONCE,
            new Permits.Refusal("archive-in-reading", "The archive is being read for you; ask again when you have it."),
            new Permits.Refusal("archive-busy", "The archive is being read for others; ask again in a few seconds."));

    ArchivedSearch(RecordSearch records, @ConfigProperty(name = "haihe.data-dir", defaultValue = "data") Path dataDir) {
        this.records = records;
        archive = new ArchivedRecords(
                dataDir.resolve("clearing").resolve("archive").toAbsolutePath());
    }

    /** @throws ProblemException 503 {@code archive-unreadable} */
    public Uni<Kept> read(String who, Archived archived) {
        return onDisk(
                who,
                archived.archive(),
                () -> archive.find(archived).orElseThrow(() -> new IOException("it has no such record")));
    }

    /** By the day on which it was cleared: where its key is gone, that alone finds it. */
    public Uni<Optional<FoundRecord>> find(String who, LocalDate day, long card, int counter) {
        return records.findArchive(day)
                .chain(file -> file.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : onDisk(who, file.get(), () -> archive.findPlace(file.get(), card, counter))
                                .chain(place -> place.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : records.findAt(
                                                place.get().fileId(),
                                                place.get().line())));
    }

    private <T> Uni<T> onDisk(String who, String file, Read<T> read) {
        return permits.withBlocking(who, () -> {
            try {
                return read.read();
            } catch (IOException e) {
                LOG.errorf("the archive %s cannot be read: %s", file, e.getMessage());
                throw new ProblemException(
                        503,
                        "archive-unreadable",
                        "Archive unreadable",
                        "The records of that day are archived in " + file + ", which cannot be read now.");
            }
        });
    }

    private interface Read<T> {
        T read() throws IOException;
    }
}
