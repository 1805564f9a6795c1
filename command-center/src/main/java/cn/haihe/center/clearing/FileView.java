package cn.haihe.center.clearing;

import cn.haihe.card.clearing.file.Upload;
import cn.haihe.card.exchange.BatchFault;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One file as the API tells of it. What is not known yet is absent.
 *
 * @param state {@code RECEIVING} while only a part of it has arrived, else of {@link Upload.State}
 * @param bytes that have arrived, packed or not
 * @param waitsFor what keeps it from going on, for a person
 * @param fault why it was refused, with {@code detail}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileView(
        String institution,
        String name,
        String state,
        long bytes,
        Instant receivedAt,
        String waitsFor,
        BatchFault fault,
        String detail,
        LocalDate businessDay,
        Long records,
        Long amountFen,
        Long accepted,
        Long rejected,
        Long suspended,
        Instant postedAt) {

    static FileView of(Upload upload) {
        boolean refused = upload.fault().isPresent();
        Upload.Cleared cleared = upload.cleared().orElse(null);
        return new FileView(
                upload.sender(),
                upload.name(),
                upload.state().name(),
                upload.bytes(),
                upload.receivedAt(),
                refused || upload.detail().isEmpty() ? null : upload.detail(),
                upload.fault().orElse(null),
                refused ? upload.detail() : null,
                cleared == null ? null : cleared.businessDay(),
                cleared == null ? null : cleared.records(),
                cleared == null ? null : cleared.amountFen(),
                cleared == null ? null : cleared.accepted(),
                cleared == null ? null : cleared.rejected(),
                cleared == null ? null : cleared.suspended(),
                cleared == null ? null : cleared.postedAt().orElse(null));
    }

    static FileView receiving(String institution, String name, long bytes) {
        return new FileView(
                institution,
                name,
                "RECEIVING",
                bytes,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
