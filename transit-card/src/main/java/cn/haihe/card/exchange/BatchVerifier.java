package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordBlock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/** Reads a batch file once from end to end, to know whether it is whole and its sender's. Clears nothing. */
public final class BatchVerifier {
    private static final int BLOCK = 8_192;

    private final List<String> institutionCodes;
    private final long bytesMax;
    private final BatchFileReader.SignatureCheck signatures;

    /** @param bytesMax of a file, unpacked */
    public BatchVerifier(List<String> institutionCodes, long bytesMax, BatchFileReader.SignatureCheck signatures) {
        this.institutionCodes = List.copyOf(institutionCodes);
        this.bytesMax = bytesMax;
        this.signatures = signatures;
    }

    /** What a file says of itself, verified. */
    public record Verified(BatchHeader header, BatchTrailer trailer) {}

    /**
     * @param sender who sent it, and {@code name} as what
     * @throws UnfitBatchException where anything in it does not hold
     * @throws IOException where it cannot be read: nothing is known of it then
     */
    public Verified verify(Path file, String sender, String name) throws IOException {
        try (BatchFileReader reader = new BatchFileReader(BatchInput.open(file, bytesMax), institutionCodes)) {
            if (!reader.header().sender().equals(sender)
                    || !reader.header().name().equals(name)) {
                throw new UnfitBatchException(
                        BatchFault.OTHER_HEADER,
                        "its header says " + reader.header().sender() + " "
                                + reader.header().name());
            }
            RecordBlock block = new RecordBlock(BLOCK);
            boolean more = true;
            while (more) {
                more = reader.next(block);
            }
            return new Verified(reader.header(), reader.verify(signatures));
        } catch (EOFException | ZipException e) {
            throw new UnfitBatchException(BatchFault.TRUNCATED, "what is packed is not whole: " + e.getMessage());
        }
    }
}
