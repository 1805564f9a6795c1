package cn.haihe.center.duty.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each bus of a route is behind what would keep their distances even: the gap to the bus before it, less the mean gap,
 * as time at the usual speed. Where there is no timetable to be late against, that is what passengers feel as late.
 */
final class Headways {
    /** Of fewer nobody can say what is even. */
    private static final int LEAST_GAPS = 2;

    private Headways() {}

    /**
     * @param metresByBus how far along the route each is
     * @return seconds by bus, negative of one that is too close behind; not of the first, and of none where there are too few
     */
    static Map<String, Double> lateBySeconds(Map<String, Double> metresByBus, double speedKmh) {
        List<Map.Entry<String, Double>> inOrder = new ArrayList<>(metresByBus.entrySet());
        inOrder.sort(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        Map<String, Double> gaps = new HashMap<>();
        for (int i = 1; i < inOrder.size(); i++) {
            double metres = inOrder.get(i - 1).getValue() - inOrder.get(i).getValue();
            gaps.put(inOrder.get(i).getKey(), metres * 3.6 / speedKmh);
        }
        if (gaps.size() < LEAST_GAPS) {
            return Map.of();
        }
        double mean = gaps.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        gaps.replaceAll((bus, gap) -> gap - mean);
        return gaps;
    }
}
