package cn.haihe.center.city;

/** Why a city cannot be served; its message says all. */
public final class CityRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CityRefusedException(String message) {
        super(message);
    }
}
