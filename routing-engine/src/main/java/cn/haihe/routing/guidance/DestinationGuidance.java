package cn.haihe.routing.guidance;

import java.util.List;

/**
 * What is known of the ways to one destination, and what the guard made of it.
 *
 * @param hasData whether enough is known of the main way to speak of its time
 */
public record DestinationGuidance(
        Destination destination, WayMeasure main, List<Detour> detours, Verdict verdict, boolean hasData) {
    public DestinationGuidance {
        detours = List.copyOf(detours);
    }

    /**
     * @param share part of the sign's time that this detour is advised, 0 to 1
     * @param spareVehiclesPerHour room that its streets have for advised traffic beside what other signs send there
     */
    public record Detour(WayMeasure measure, double share, double spareVehiclesPerHour) {}
}
