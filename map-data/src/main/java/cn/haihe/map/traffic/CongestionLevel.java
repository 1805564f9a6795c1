package cn.haihe.map.traffic;

import cn.haihe.map.city.Names;

/**
 * The five congestion levels (拥堵等级) of GB/T 33171, from the best to the worst. {@link CongestionScale} says which
 * travel-time ratio belongs to which; the ordinal goes over the wire to the console.
 */
public enum CongestionLevel {
    SMOOTH("畅通", "Smooth"),
    MOSTLY_SMOOTH("基本畅通", "Mostly smooth"),
    LIGHT("轻度拥堵", "Lightly congested"),
    MODERATE("中度拥堵", "Moderately congested"),
    SEVERE("严重拥堵", "Severely congested");

    private final Names names;

    CongestionLevel(String zh, String en) {
        names = new Names(zh, en);
    }

    public Names names() {
        return names;
    }
}
