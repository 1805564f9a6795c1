package cn.haihe.card.clearing.file;

import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.record.RecordBlock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    /** Each decides who gets how much: told otherwise, it is no duplicate to be dropped. */
    @Test
    void whateverMovesMoneyIsPartOfWhatARecordTells() {
        List<Consumer<RecordBlock>> told = List.of(
                block -> {},
                block -> block.amountFen[0]++,
                block -> block.balanceBeforeFen[0]++,
                block -> block.occurredEpochSecond[0]++,
                block -> block.psam[0]++,
                block -> block.psamSequence[0]++,
                block -> block.type[0]++,
                block -> block.tac[0]++,
                block -> block.industry[0]++,
                block -> block.consumeKind[0]++,
                block -> block.transactionCity[0]++,
                block -> block.discountFen[0]++,
                block -> {
                    block.discountFen[0]++;
                    block.transferCity[0]++;
                });
        Set<Long> different = new HashSet<>();
        for (Consumer<RecordBlock> one : told) {
            RecordBlock block = new RecordBlock(1);
            one.accept(block);
            different.add(Fingerprint.of(block, 0, "TIANJIN"));
        }
        different.add(Fingerprint.of(new RecordBlock(1), 0, "HEBEI"));
        assertThat(different).hasSize(told.size() + 1);
    }

    /** As they stand in books of before. */
    @Test
    void theOldFormIsThatOfTheTime() {
        RecordBlock block = new RecordBlock(1);
        block.amountFen[0] = 200;
        block.transactionCity[0] = 1121;
        block.consumeKind[0] = 8;
        assertThat(Fingerprint.ofOldForm(block, 0, "TIANJIN")).isEqualTo(4_252_226_095_472_037_521L);
        block.discountFen[0] = 100;
        block.transferCity[0] = 1000;
        assertThat(Fingerprint.ofOldForm(block, 0, "TIANJIN")).isEqualTo(-9_090_015_568_229_823_356L);
    }
}
