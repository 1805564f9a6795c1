package cn.haihe.card.report.internal;

import java.math.BigDecimal;

/** Fen as people read them. */
final class Yuan {
    private Yuan() {}

    /** {@code -12.05}: two digits behind the point, nothing rounded. */
    static String of(long fen) {
        return BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
