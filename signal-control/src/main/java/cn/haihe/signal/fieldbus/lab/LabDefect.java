package cn.haihe.signal.fieldbus.lab;

/** Why a line was not taken. */
enum LabDefect {
    NOT_JSON,
    TOO_LONG,
    /** A report without what it must hold. */
    WRONG_CONTENT
}
