package cn.haihe.card.dispute;

import java.util.Optional;

/** Why an institution disputes something. No dictionary is known; these and their codes are ours. */
public enum DisputeReason {
    OTHER("00"),
    /** Another amount was due. */
    WRONG_AMOUNT("01"),
    /** The rider says that there was no such ride. */
    NOT_RIDDEN("02"),
    /** The same ride was paid before. */
    PAID_TWICE("03"),
    /** It was refused, or left waiting, without cause. */
    WRONGLY_REFUSED("04"),
    /** It was shared otherwise than agreed. */
    WRONG_SHARE("05");

    private final String code;

    DisputeReason(String code) {
        this.code = code;
    }

    /** Two digits, as in AD files. */
    public String code() {
        return code;
    }

    public static Optional<DisputeReason> find(String code) {
        for (DisputeReason one : values()) {
            if (one.code.equals(code)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
