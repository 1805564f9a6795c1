package cn.haihe.signal.device;

import java.util.Random;
import java.util.function.Consumer;

/** Does to what goes one way over a line what {@link LineFaults} say. */
final class LineNoise {
    /** A frame that waits to be overtaken waits no longer than this. */
    private static final long LONGEST_HELD_MILLIS = 150;

    private final LineFaults faults;
    private final Random random;
    private final Later later;
    private byte[] held;

    LineNoise(LineFaults faults, Random random, Later later) {
        this.faults = faults;
        this.random = random;
        this.later = later;
    }

    boolean isSilent() {
        return faults.isNone();
    }

    void pass(byte[] bytes, Consumer<byte[]> onward) {
        if (faults.isNone()) {
            onward.accept(bytes);
            return;
        }
        if (happens(faults.loss())) {
            return;
        }
        byte[] arriving = happens(faults.corrupt()) ? corrupted(bytes) : bytes;
        if (held == null && happens(faults.reorder())) {
            held = arriving;
            later.in(LONGEST_HELD_MILLIS, () -> letGo(arriving, onward));
            return;
        }
        deliver(arriving, onward);
        if (happens(faults.duplicate())) {
            deliver(arriving, onward);
        }
        if (held != null) {
            letGo(held, onward);
        }
    }

    private void letGo(byte[] waiting, Consumer<byte[]> onward) {
        if (held == waiting) {
            held = null;
            deliver(waiting, onward);
        }
    }

    private void deliver(byte[] bytes, Consumer<byte[]> onward) {
        if (faults.mostDelayMillis() == 0) {
            onward.accept(bytes);
        } else {
            later.in(1 + random.nextInt(faults.mostDelayMillis()), () -> onward.accept(bytes));
        }
    }

    private byte[] corrupted(byte[] bytes) {
        byte[] other = bytes.clone();
        if (other.length > 0) {
            other[random.nextInt(other.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return other;
    }

    private boolean happens(double ratio) {
        return ratio > 0 && random.nextDouble() < ratio;
    }
}
