package cn.haihe.signal.fieldbus.gbt20999.wire;

import java.util.List;

/** The frames of the fact sheet, as they go over UDP. */
public final class GoldenFrames {
    private GoldenFrames() {}

    public static List<String> all() {
        return GoldenVectorsTest.all().toList();
    }
}
