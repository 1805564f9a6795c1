package cn.haihe.center.bus.jt808;

/** A framed message whose body is not what its id promises. It carries no stack trace: terminals cause it, not us. */
public final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedMessageException(String message) {
        super(message, null, false, false);
    }
}
