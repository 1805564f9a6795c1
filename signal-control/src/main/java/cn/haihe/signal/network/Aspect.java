package cn.haihe.signal.network;

/** What one signal shows in a stage. */
public enum Aspect {
    /** Right of way. */
    GREEN,
    /** Green, but it must yield to what conflicts and has right of way. */
    PERMITTED,
    RED;

    public boolean isOpen() {
        return this != RED;
    }
}
