package cn.haihe.routing.internal;

import cn.haihe.routing.Route;
import cn.haihe.routing.RouteMerit;
import cn.haihe.routing.RouteMerit.Kind;
import cn.haihe.routing.RouteSignals;
import cn.haihe.routing.RouteStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of each way of an answer what speaks for it. */
final class Merits {
    private static final double SHORTER = 0.95;
    private static final int FEWER_SIGNALS = 2;
    /** A street that takes less of the fastest way's time is not what one thinks of it by. */
    private static final double MAIN_STREET = 0.1;

    private Merits() {}

    /** @param routes the fastest first */
    static List<Route> added(List<Route> routes) {
        Route fastest = routes.get(0);
        List<Route> told = new ArrayList<>(routes.size());
        told.add(fastest.withMerits(List.of(new RouteMerit(Kind.FASTEST, ""))));
        for (Route route : routes.subList(1, routes.size())) {
            told.add(route.withMerits(meritsOf(route, fastest)));
        }
        return told;
    }

    private static List<RouteMerit> meritsOf(Route route, Route fastest) {
        List<RouteMerit> merits = new ArrayList<>();
        if (route.distanceMetres() < SHORTER * fastest.distanceMetres()) {
            merits.add(new RouteMerit(Kind.SHORTER, ""));
        }
        Optional<Integer> signals = route.signals().map(RouteSignals::passed);
        Optional<Integer> most = fastest.signals().map(RouteSignals::passed);
        if (signals.isPresent() && most.isPresent() && signals.get() + FEWER_SIGNALS <= most.get()) {
            merits.add(new RouteMerit(Kind.FEWER_SIGNALS, ""));
        }
        streetLeftOut(route, fastest).ifPresent(street -> merits.add(new RouteMerit(Kind.AVOIDS, street)));
        return merits;
    }

    private static Optional<String> streetLeftOut(Route route, Route fastest) {
        Set<String> streets = route.steps().stream().map(RouteStep::street).collect(Collectors.toSet());
        Map<String, Double> secondsOn = new HashMap<>();
        for (RouteStep step : fastest.steps()) {
            if (!step.street().isEmpty() && !streets.contains(step.street())) {
                secondsOn.merge(step.street(), step.durationSeconds(), Double::sum);
            }
        }
        return secondsOn.entrySet().stream()
                .filter(street -> street.getValue() >= MAIN_STREET * fastest.durationSeconds())
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }
}
