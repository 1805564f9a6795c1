package cn.haihe.center.source.internal;

import cn.haihe.center.source.RejectedRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last rejected records of one source: bounded in number and in how many come in a second. */
final class RejectShelf {
    private final int keptMax;
    private final int perSecondMax;
    private final Deque<RejectedRecord> newestLast = new ArrayDeque<>();
    private long second;
    private int keptInSecond;

    RejectShelf(int keptMax, int perSecondMax) {
        this.keptMax = keptMax;
        this.perSecondMax = perSecondMax;
    }

    /** @param record asked for only if it is kept */
    synchronized void offer(long nowMillis, Supplier<RejectedRecord> record) {
        long nowSecond = nowMillis / 1000;
        if (nowSecond != second) {
            second = nowSecond;
            keptInSecond = 0;
        }
        if (keptInSecond == perSecondMax) {
            return;
        }
        keptInSecond++;
        if (newestLast.size() == keptMax) {
            newestLast.removeFirst();
        }
        newestLast.addLast(record.get());
    }

    synchronized List<RejectedRecord> newestFirst() {
        List<RejectedRecord> list = new ArrayList<>(newestLast);
        Collections.reverse(list);
        return list;
    }
}
