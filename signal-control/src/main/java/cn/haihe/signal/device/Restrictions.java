package cn.haihe.signal.device;

/**
 * What the controls of 3.4, 4.3 and 6.4 have taken out of service, each as a bitmap: number n as bit n - 1. A prohibited
 * phase or stage gets no right of way; of a masked one the detectors are not heeded; a prohibited lamp group stays red, a
 * masked one dark. The standard's known text names the controls but not what they do.
 */
final class Restrictions {
    static final Restrictions NONE = new Restrictions();

    private long prohibitedPhases;
    private long maskedPhases;
    private long prohibitedStages;
    private long maskedStages;
    private long softDemands;
    private long prohibitedLamps;
    private long maskedLamps;
    private int revision;

    enum Kind {
        PHASE_PROHIBIT,
        PHASE_MASK,
        STAGE_PROHIBIT,
        STAGE_MASK,
        STAGE_SOFT_DEMAND,
        LAMP_PROHIBIT,
        LAMP_MASK
    }

    void set(Kind kind, int number, boolean on) {
        long bits = bits(kind);
        long bit = 1L << number - 1;
        long changed = on ? bits | bit : bits & ~bit;
        if (changed == bits) {
            return;
        }
        revision++;
        switch (kind) {
            case PHASE_PROHIBIT -> prohibitedPhases = changed;
            case PHASE_MASK -> maskedPhases = changed;
            case STAGE_PROHIBIT -> prohibitedStages = changed;
            case STAGE_MASK -> maskedStages = changed;
            case STAGE_SOFT_DEMAND -> softDemands = changed;
            case LAMP_PROHIBIT -> prohibitedLamps = changed;
            case LAMP_MASK -> maskedLamps = changed;
        }
    }

    boolean isSet(Kind kind, int number) {
        return (bits(kind) >>> number - 1 & 1) != 0;
    }

    private long bits(Kind kind) {
        return switch (kind) {
            case PHASE_PROHIBIT -> prohibitedPhases;
            case PHASE_MASK -> maskedPhases;
            case STAGE_PROHIBIT -> prohibitedStages;
            case STAGE_MASK -> maskedStages;
            case STAGE_SOFT_DEMAND -> softDemands;
            case LAMP_PROHIBIT -> prohibitedLamps;
            case LAMP_MASK -> maskedLamps;
        };
    }

    /** Another number after each change. */
    int revision() {
        return revision;
    }

    /** As after power-on. */
    void clear() {
        for (Kind kind : Kind.values()) {
            for (int number = 1; number <= Long.SIZE; number++) {
                set(kind, number, false);
            }
        }
    }

    /** Lamp groups have their phases' numbers here, so a group that is out of service takes its phase along. */
    long prohibitedPhases() {
        return prohibitedPhases | prohibitedLamps | maskedLamps;
    }

    long maskedPhases() {
        return maskedPhases;
    }

    long maskedLamps() {
        return maskedLamps;
    }

    boolean isStageProhibited(int stage) {
        return isSet(Kind.STAGE_PROHIBIT, stage);
    }

    boolean isStageMasked(int stage) {
        return isSet(Kind.STAGE_MASK, stage);
    }

    boolean isStageAskedFor(int stage) {
        return isSet(Kind.STAGE_SOFT_DEMAND, stage);
    }
}
