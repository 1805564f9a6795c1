package cn.haihe.card.lists;

import java.util.Optional;

/** Why something comes onto a list or leaves it, with its code in list files. No standard that we have seen fixes them. */
public enum ListReason {
    LOST("01"),
    STOLEN("02"),
    DEFECTIVE("03"),
    MISUSED("04"),
    CANCELLED("05"),
    FOUND("11"),
    REPLACED("12"),
    SETTLED("13"),
    /** A city takes part from now on. */
    JOINED("21"),
    /** A city takes part no longer. */
    LEFT("22"),
    OTHER("99");

    private final String code;

    ListReason(String code) {
        this.code = code;
    }

    /** Two digits. */
    public String code() {
        return code;
    }

    public static Optional<ListReason> find(String code) {
        for (ListReason reason : values()) {
            if (reason.code.equals(code)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
