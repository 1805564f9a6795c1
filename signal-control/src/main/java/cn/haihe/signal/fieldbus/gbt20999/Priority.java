package cn.haihe.signal.fieldbus.gbt20999;

/** Which operation on a controller goes first. */
enum Priority {
    COMMAND,
    CONFIGURE,
    POLL
}
