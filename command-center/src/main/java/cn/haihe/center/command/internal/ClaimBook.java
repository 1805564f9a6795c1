package cn.haihe.center.command.internal;

import cn.haihe.center.command.JunctionClaims;
import cn.haihe.center.command.JunctionClaims.Worded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who claims which junctions. */
final class ClaimBook {
    private final int vehiclesMax;
    /** By junction, then by claimant. */
    private final Map<String, Map<String, Worded>> claims = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> junctionsOf = new ConcurrentHashMap<>();

    /** @param vehiclesMax claims at one junction beyond which no vehicle's is taken */
    ClaimBook(int vehiclesMax) {
        this.vehiclesMax = vehiclesMax;
    }

    /** As {@link JunctionClaims#replace}. */
    Collection<String> replace(String claimant, Map<String, Worded> byJunction) {
        List<String> refused = new ArrayList<>();
        Set<String> before = junctionsOf.getOrDefault(claimant, Set.of());
        Set<String> taken = new HashSet<>();
        byJunction.forEach((junctionId, worded) -> {
            Map<String, Worded> here = claims.computeIfAbsent(junctionId, none -> new ConcurrentHashMap<>());
            boolean isOneTooMany =
                    worded.claim().authority().isVehicle() && !here.containsKey(claimant) && here.size() >= vehiclesMax;
            if (isOneTooMany) {
                refused.add(junctionId);
            } else {
                here.put(claimant, worded);
                taken.add(junctionId);
            }
        });
        before.stream()
                .filter(junctionId -> !taken.contains(junctionId))
                .forEach(junctionId ->
                        Optional.ofNullable(claims.get(junctionId)).ifPresent(here -> here.remove(claimant)));
        if (taken.isEmpty()) {
            junctionsOf.remove(claimant);
        } else {
            junctionsOf.put(claimant, Set.copyOf(taken));
        }
        return refused;
    }

    Collection<Worded> of(String junctionId) {
        return claims.getOrDefault(junctionId, Map.of()).values();
    }

    /** Forgets what is over, and tells the junctions of what is not. */
    Set<String> junctionsAt(Instant now) {
        Set<String> alive = new HashSet<>();
        claims.forEach((id, here) -> {
            here.values().removeIf(worded -> !worded.claim().isAliveAt(now));
            if (!here.isEmpty()) {
                alive.add(id);
            }
        });
        return alive;
    }
}
