package cn.haihe.signal.verify;

/**
 * A stage of a junction in which, as the verifier saw, no two phases conflict. Nobody else can make one, and no other can be
 * commanded in the street.
 */
public final class VerifiedStage {
    private final String junctionId;
    private final int stage;

    VerifiedStage(String junctionId, int stage) {
        this.junctionId = junctionId;
        this.stage = stage;
    }

    public String junctionId() {
        return junctionId;
    }

    /** 1 to 64. */
    public int stage() {
        return stage;
    }
}
