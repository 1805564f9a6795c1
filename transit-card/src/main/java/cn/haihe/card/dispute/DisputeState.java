package cn.haihe.card.dispute;

import java.util.Set;

/** Where a dispute stands. */
public enum DisputeState {
    /** The other institution has to answer. */
    OPENED,
    /** It agrees. */
    CONCEDED,
    /** It does not. */
    CONTESTED,
    /** It said nothing in time. */
    UNANSWERED,
    /** Staff uphold it; the adjustment waits for a second person. */
    ADJUSTING,
    /** It is put right by an adjustment. */
    UPHELD,
    /** Staff do not follow it. */
    DISMISSED,
    /** Who opened it took it back. */
    WITHDRAWN;

    private Set<DisputeState> following() {
        return switch (this) {
            case OPENED -> Set.of(CONCEDED, CONTESTED, UNANSWERED, WITHDRAWN);
            case CONCEDED, CONTESTED -> Set.of(ADJUSTING, DISMISSED, WITHDRAWN);
            case UNANSWERED -> Set.of(CONCEDED, CONTESTED, ADJUSTING, DISMISSED, WITHDRAWN);
            case ADJUSTING -> Set.of(UPHELD, CONCEDED, CONTESTED, UNANSWERED);
            case UPHELD, DISMISSED, WITHDRAWN -> Set.of();
        };
    }

    public boolean mayBecome(DisputeState next) {
        return following().contains(next);
    }

    public boolean isFinal() {
        return following().isEmpty();
    }
}
