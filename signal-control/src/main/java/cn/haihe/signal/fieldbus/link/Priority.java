package cn.haihe.signal.fieldbus.link;

/** Which request to a controller goes first. */
public enum Priority {
    SAFETY,
    COMMAND,
    CONFIGURE,
    POLL
}
