package cn.haihe.signal.fieldbus.link;

/** An open way to one controller. */
interface Line<M> {
    /** @return false where the line is too full for it */
    boolean send(M message);

    void close();
}
