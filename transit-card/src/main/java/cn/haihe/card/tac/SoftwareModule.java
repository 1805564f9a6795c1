package cn.haihe.card.tac;

import cn.haihe.card.record.RecordBlock;
import cn.haihe.card.record.RecordReason;
import java.util.HashMap;
import java.util.Map;

/**
 * A security module of software, with test keys only: for the demo, tests and benchmarks. Real issuers' keys never leave
 * hardware.
 */
public final class SoftwareModule implements SecurityModule {
    private final Map<Integer, byte[]> masterKeys = new HashMap<>();
    private final Mac[] macs = {new DesMac(), new Sm4Mac()};
    private final byte[][] inputs = {new byte[macs[0].inputBytes()], new byte[macs[1].inputBytes()]};

    /** @param issuer its place among the institutions, as in {@link RecordBlock#issuer} */
    public SoftwareModule withTestKey(int issuer, int version, byte[] key) {
        if (key.length != 16 || version < 0 || version > 99) {
            throw new IllegalArgumentException("a key has 16 bytes, its version is 0 to 99");
        }
        masterKeys.put(issuer << 8 | version, key.clone());
        return this;
    }

    @Override
    public void check(RecordBlock block) {
        for (int place = 0; place < block.size; place++) {
            if (!block.isOpen(place)) {
                continue;
            }
            byte[] key = masterKeys.get(block.issuer[place] << 8 | block.keyVersion[place]);
            if (key == null || block.algorithm[place] < 0 || block.algorithm[place] >= macs.length) {
                block.reject(place, RecordReason.UNKNOWN_KEY);
            } else if (tac(block, place, key) != block.tac[place]) {
                block.reject(place, RecordReason.WRONG_TAC);
            }
        }
    }

    /** As the card would: for simulated cards. */
    public void sign(RecordBlock block, int place) {
        byte[] key = masterKeys.get(block.issuer[place] << 8 | block.keyVersion[place]);
        if (key == null) {
            throw new IllegalArgumentException("no test key of version " + block.keyVersion[place]);
        }
        block.tac[place] = tac(block, place, key);
    }

    private int tac(RecordBlock block, int place, byte[] key) {
        int algorithm = block.algorithm[place];
        TacInput.write(block, place, inputs[algorithm]);
        return macs[algorithm].tac(key, block.card[place], inputs[algorithm]);
    }
}
