package cn.haihe.ops.city.jt808;

/**
 * One additional item of a location report.
 *
 * @param id 0 to 255, as 0x01 for the mileage
 * @param widthBytes 1 to 8
 */
public record AdditionalItem(int id, long value, int widthBytes) {
    public AdditionalItem {
        if (id < 0 || id > 255 || widthBytes < 1 || widthBytes > 8) {
            throw new IllegalArgumentException("not an item: id " + id + ", " + widthBytes + " bytes");
        }
    }

    public static AdditionalItem mileageMetres(long metres) {
        return new AdditionalItem(0x01, metres / 100, 4);
    }

    public static AdditionalItem recorderSpeedKmh(double speedKmh) {
        return new AdditionalItem(0x03, Math.round(speedKmh * 10), 2);
    }

    public static AdditionalItem satellites(int count) {
        return new AdditionalItem(0x31, count, 1);
    }
}
