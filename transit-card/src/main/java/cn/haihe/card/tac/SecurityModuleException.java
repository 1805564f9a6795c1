package cn.haihe.card.tac;

/** The security module did not answer, or not what was asked. */
public class SecurityModuleException extends RuntimeException {
    public SecurityModuleException(String message, Throwable cause) {
        super(message, cause);
    }
}
