package cn.haihe.card.clearing.archive;

import cn.haihe.card.clearing.search.FoundRecord.Archived;
import cn.haihe.card.clearing.search.FoundRecord.Kept;
import cn.haihe.card.contract.Institution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Records of days that left the database, read from the archive's files. Reads a day from its beginning. Blocks. */
public final class ArchivedRecords {
    private final Path folder;

    /** @param folder of {@link DayArchive} */
    public ArchivedRecords(Path folder) {
        this.folder = folder;
    }

    /**
     * Where a card's transaction stands in a day's file.
     *
     * @param line of the file that told of it, from 1
     */
    public record Place(int fileId, int line) {}

    /** @return empty where the archive's file does not have it */
    public Optional<Kept> find(Archived archived) throws IOException {
        int fileId = archived.fileId();
        int line = (int) archived.origin().line();
        return first(
                        archived.archive(),
                        row -> row.get("line").equals(line)
                                && row.get("file_id").equals(fileId))
                .map(one -> new Kept(
                        archived.origin(),
                        new Institution(one.issuer()),
                        one.occurredAt(),
                        one.amountFen(),
                        archived.fate().issuerFen(one.issuerFen()),
                        one.psam(),
                        Integer.toUnsignedLong(one.psamSequence()),
                        archived.fate().exception(),
                        archived.fate().decision()));
    }

    /** Where its key is gone: of several that tell of it the first. */
    public Optional<Place> findPlace(String archive, long card, int counter) throws IOException {
        return first(
                        archive,
                        row -> row.get("card").equals(card)
                                && row.get("counter").equals(counter))
                .map(one -> new Place(one.fileId(), one.line()));
    }

    private Optional<ArchivedRecord> first(String archive, Predicate<Map<String, Object>> wanted) throws IOException {
        try (Stream<ArchivedRecord> found = ParquetDay.search(folder.resolve(archive), wanted)) {
            return found.findFirst();
        }
    }
}
