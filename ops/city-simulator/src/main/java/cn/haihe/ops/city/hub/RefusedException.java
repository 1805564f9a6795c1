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

    /** True where the same request would be refused again: not for credentials, time or load. */
    public boolean forGood() {
        return status / 100 == 4 && !unauthorised() && status != 404 && status != 408 && status != 429;
    }
}
