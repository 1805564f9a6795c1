package cn.haihe.signal.priority;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * That someone wants something of one junction.
 *
 * @param id of who wants it; one claim of an id at a junction
 * @param stages any of which will do; exactly one for a person, none where {@code lamps} is given
 * @param lamps given for {@link Authority#SAFETY} only
 * @param arrival of the vehicle; given for vehicles only
 * @param since when it was asked first
 * @param expiresAt after which it does not count
 */
public record Claim(
        String id,
        Authority authority,
        Set<Integer> stages,
        Optional<Act.Lamps> lamps,
        Optional<Arrival> arrival,
        Instant since,
        Instant expiresAt) {
    public Claim {
        stages = Set.copyOf(stages);
        Objects.requireNonNull(since);
        Objects.requireNonNull(expiresAt);
        boolean fits = switch (authority) {
            case SAFETY -> lamps.isPresent() && stages.isEmpty() && arrival.isEmpty();
            case MANUAL -> lamps.isEmpty() && stages.size() == 1 && arrival.isEmpty();
            case ESCORT, BUS -> lamps.isEmpty() && !stages.isEmpty() && arrival.isPresent();
        };
        if (!fits) {
            throw new IllegalArgumentException("claim " + id + " of " + authority + ": stages " + stages + ", "
                    + lamps.map(Act.Lamps::kind) + ", " + arrival);
        }
    }

    public static Claim lamps(String id, Act.Lamps lamps, Instant since, Instant expiresAt) {
        return new Claim(id, Authority.SAFETY, Set.of(), Optional.of(lamps), Optional.empty(), since, expiresAt);
    }

    public static Claim hold(String id, int stage, Instant since, Instant expiresAt) {
        return new Claim(id, Authority.MANUAL, Set.of(stage), Optional.empty(), Optional.empty(), since, expiresAt);
    }

    public static Claim pass(
            String id, Authority vehicle, Set<Integer> stages, Arrival arrival, Instant since, Instant expiresAt) {
        return new Claim(id, vehicle, stages, Optional.empty(), Optional.of(arrival), since, expiresAt);
    }

    public boolean isAliveAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
