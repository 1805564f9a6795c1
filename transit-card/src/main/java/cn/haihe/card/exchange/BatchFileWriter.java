package cn.haihe.card.exchange;

import cn.haihe.card.record.RecordBlock;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Writes a batch file as {@link BatchFileReader} reads it, in bounded memory. */
public final class BatchFileWriter implements Closeable {
    private static final int LINES_AT_ONCE = 2_048;

    private final OutputStream out;
    private final List<String> institutionCodes;
    private final SM3Digest digest = new SM3Digest();
    private final byte[] buffer = new byte[LINES_AT_ONCE * BatchLines.BYTES];
    private int at;
    private long records;
    private long amountFen;

    /** @param institutionCodes what {@link RecordBlock#issuer} counts in */
    public BatchFileWriter(OutputStream out, BatchHeader header, List<String> institutionCodes) throws IOException {
        this.out = out;
        this.institutionCodes = institutionCodes;
        byte[] line = BatchLines.header(header);
        digest.update(line, 0, line.length);
        out.write(line);
    }

    /** @param texts of the fields that no column holds, by the place in the block */
    public void write(RecordBlock block, RecordTexts texts) throws IOException {
        for (int place = 0; place < block.size; place++) {
            if (at == buffer.length) {
                flush();
            }
            put(block, place, texts);
            at += BatchLines.BYTES;
            records++;
            amountFen = Math.addExact(amountFen, block.amountFen[place]);
        }
    }

    private void put(RecordBlock block, int place, RecordTexts texts) {
        Arrays.fill(buffer, at, at + BatchLines.BYTES - 1, (byte) ' ');
        buffer[at + BatchLines.BYTES - 1] = '\n';
        text(RecordField.LINE_KIND, "R");
        decimal(RecordField.SERIAL, texts.serial(place));
        decimal(RecordField.CARD_NUMBER, block.card[place]);
        hex(RecordField.CARD_COUNTER, block.counter[place]);
        text(RecordField.ISSUER, institutionCodes.get(block.issuer[place]));
        hex(RecordField.BALANCE_BEFORE, block.balanceBeforeFen[place]);
        hex(RecordField.AMOUNT, block.amountFen[place]);
        hex(RecordField.BALANCE_AFTER, block.balanceAfterFen[place]);
        hex(RecordField.TRANSACTION_TYPE, block.type[place]);
        text(RecordField.TERMINAL, texts.terminal(place));
        hex(RecordField.PSAM, block.psam[place]);
        hex(RecordField.PSAM_SEQUENCE, Integer.toUnsignedLong(block.psamSequence[place]));
        decimal(RecordField.DATE, block.date[place]);
        decimal(RecordField.TIME, block.time[place]);
        hex(RecordField.TAC, Integer.toUnsignedLong(block.tac[place]));
        decimal(RecordField.KEY_VERSION, block.keyVersion[place]);
        decimal(RecordField.ALGORITHM, block.algorithm[place]);
        decimal(RecordField.TRANSACTION_CITY, block.transactionCity[place]);
        decimal(RecordField.CARD_CITY, block.cardCity[place]);
        text(RecordField.OPERATOR, texts.operator(place));
        text(RecordField.LINE, texts.line(place));
        text(RecordField.ENTRY_STOP, texts.entryStop(place));
        text(RecordField.EXIT_STOP, texts.exitStop(place));
        decimal(RecordField.INDUSTRY, block.industry[place]);
        decimal(RecordField.CARD_TYPE, block.cardType[place]);
        decimal(RecordField.CONSUME_KIND, block.consumeKind[place]);
        decimal(RecordField.TEST_FLAG, block.test[place] ? 1 : 0);
        if (block.discountFen[place] > 0) {
            hex(RecordField.TRANSFER_DISCOUNT, block.discountFen[place]);
            decimal(RecordField.TRANSFER_CITY, block.transferCity[place]);
        }
    }

    private void text(RecordField field, String text) {
        Ascii.putText(buffer, at + field.at(), field.length(), text);
    }

    private void decimal(RecordField field, long value) {
        Ascii.putDecimal(buffer, at + field.at(), field.length(), value);
    }

    private void hex(RecordField field, long value) {
        Ascii.putHex(buffer, at + field.at(), field.length(), value);
    }

    private void flush() throws IOException {
        digest.update(buffer, 0, at);
        out.write(buffer, 0, at);
        at = 0;
    }

    /** Writes trailer and signature; nothing may follow. */
    public void finish(String privateKey, int keyVersion) throws IOException {
        flush();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        byte[] trailer = BatchLines.trailer(records, amountFen, HexFormat.of().formatHex(hash));
        out.write(trailer);
        out.write(BatchLines.signature(keyVersion, Sm2.sign(privateKey, trailer)));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
