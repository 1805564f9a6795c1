package cn.haihe.ops.city.hub;

import java.io.IOException;

/** The hub answered, but not with success. */
public final class RefusedException extends IOException {
    private final int status;

    public RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** True where the credentials are the reason: a new token or key may help. */
    public boolean unauthorised() {
        return status == 401 || status == 403;
    }
}
