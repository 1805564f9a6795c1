package cn.haihe.card.settlement;

import java.time.LocalDate;

/** A window cannot take this step now. */
public class WindowStateException extends RuntimeException {
    private final Why why;

    public WindowStateException(LocalDate businessDay, Why why, String detail) {
        super(businessDay + ": " + detail);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** What stands in the way. */
    public enum Why {
        NO_SUCH_WINDOW,
        /** The state that it is in does not lead there. */
        WRONG_STATE,
        /** Files that were taken are not cleared and posted yet. */
        FILES_UNDER_WAY,
        /** An earlier day is not sealed yet. */
        EARLIER_DAY_OPEN,
        /** An institution owes more than its cap. */
        CAP_EXCEEDED,
        /** The bank was told to move nothing for that institution. */
        NO_SUCH_INSTRUCTION,
        /** The bank used this reference before for something else. */
        REFERENCE_REUSED,
        /** Another took a step at the same time. */
        OVERTAKEN
    }
}
