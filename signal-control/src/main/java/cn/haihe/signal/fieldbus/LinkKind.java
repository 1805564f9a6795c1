package cn.haihe.signal.fieldbus;

/** How a controller is reached. */
public enum LinkKind {
    /** The controller dials in and is known by the controller id in its frames. */
    TCP_SERVER,
    /** The centre dials the controller. */
    TCP_CLIENT,
    UDP
}
