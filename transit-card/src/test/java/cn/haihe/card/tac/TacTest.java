package cn.haihe.card.tac;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.CBCBlockCipherMac;
import org.bouncycastle.crypto.params.DESedeParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class TacTest {
    private static final long CARD = 3_104_910_212_345_678_901L;

    @Test
    void theInputIsLaidOutAsTheOneKnownExample() {
        byte[] input = new byte[24];
        TacInput.write(example(), 0, input);
        assertThat(HexFormat.of().formatHex(input))
                .isEqualTo("00000001" + "09" + "360486600002" + "00000005" + "20170214" + "154000" + "8000");
    }

    @Property(tries = 100)
    void desIsThatOfAnotherProvider(@ForAll long seed) {
        byte[] key = new byte[16];
        new Random(seed).nextBytes(key);
        byte[] left = HexFormat.of().parseHex(Long.toString(CARD).substring(3));
        byte[] right = new byte[8];
        for (int i = 0; i < 8; i++) {
            right[i] = (byte) ~left[i];
        }
        DESedeEngine triple = new DESedeEngine();
        triple.init(true, new DESedeParameters(key));
        triple.processBlock(left, 0, left, 0);
        triple.processBlock(right, 0, right, 0);
        for (int i = 0; i < 8; i++) {
            left[i] ^= right[i];
        }
        byte[] input = new byte[24];
        TacInput.write(example(), 0, input);
        CBCBlockCipherMac mac = new CBCBlockCipherMac(new DESEngine(), 64, null);
        mac.init(new KeyParameter(left));
        mac.update(input, 0, input.length);
        byte[] expected = new byte[8];
        mac.doFinal(expected, 0);
        assertThat(new DesMac().tac(key, CARD, input))
                .isEqualTo(ByteBuffer.wrap(expected).getInt());
    }

    @Property(tries = 100)
    void sm4IsThatOfTheLibrary(@ForAll long seed) {
        byte[] key = new byte[16];
        new Random(seed).nextBytes(key);
        byte[] plain = new byte[16];
        byte[] digits = HexFormat.of().parseHex(Long.toString(CARD).substring(3));
        for (int i = 0; i < 8; i++) {
            plain[i] = digits[i];
            plain[i + 8] = (byte) ~digits[i];
        }
        SM4Engine master = new SM4Engine();
        master.init(true, new KeyParameter(key));
        master.processBlock(plain, 0, plain, 0);
        byte[] input = new byte[32];
        TacInput.write(example(), 0, input);
        CBCBlockCipherMac mac = new CBCBlockCipherMac(new SM4Engine(), 128, null);
        mac.init(new KeyParameter(plain));
        mac.update(input, 0, input.length);
        byte[] expected = new byte[16];
        mac.doFinal(expected, 0);
        assertThat(new Sm4Mac().tac(key, CARD, input))
                .isEqualTo(ByteBuffer.wrap(expected).getInt());
    }

    @Property(tries = 200)
    void aRecordThatSaysAnythingElseHasAnotherCode(
            @ForAll @IntRange(max = 6) int what, @ForAll @IntRange(max = 1) int algorithm) {
        RecordBlock block = example();
        block.algorithm[0] = (byte) algorithm;
        SoftwareModule module = new SoftwareModule()
                .withTestKey(0, 1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        module.sign(block, 0);
        module.check(block);
        assertThat(block.reason[0]).isNull();
        switch (what) {
            case 0 -> block.amountFen[0]++;
            case 1 -> block.type[0] = 6;
            case 2 -> block.psam[0]++;
            case 3 -> block.psamSequence[0]++;
            case 4 -> block.date[0]++;
            case 5 -> block.time[0]++;
            default -> block.card[0]++;
        }
        module.check(block);
        assertThat(block.reason[0]).isEqualTo(RecordReason.WRONG_TAC);
    }

    @Test
    void aKeyThatTheModuleHasNotIsSaid() {
        RecordBlock block = example();
        new SoftwareModule().withTestKey(0, 2, new byte[16]).check(block);
        assertThat(block.reason[0]).isEqualTo(RecordReason.UNKNOWN_KEY);
    }

    private static RecordBlock example() {
        RecordBlock block = new RecordBlock(1);
        block.size = 1;
        block.card[0] = CARD;
        block.keyVersion[0] = 1;
        block.amountFen[0] = 1;
        block.type[0] = 9;
        block.psam[0] = 0x360486600002L;
        block.psamSequence[0] = 5;
        block.date[0] = 20170214;
        block.time[0] = 154000;
        return block;
    }
}
