package cn.haihe.card.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All contracts; of those between two institutions, the latest that has begun is in force. */
public final class Contracts {
    /**
     * No source gives the fees that the three cities agreed: half a per cent for the issuer of a card used away from
     * home is ours, and the fen that rounding leaves are the acquirer's.
     */
    private static final ShareRule AWAY_FROM_HOME = new ShareRule(50, 9_950, ShareRule.Party.ACQUIRER);

    private static final ShareRule AT_HOME = new ShareRule(0, ShareRule.PARTS, ShareRule.Party.ACQUIRER);

    private final Map<Pair, List<Contract>> byPair = new HashMap<>();

    public Contracts(List<Contract> contracts) {
        for (Contract contract : contracts) {
            byPair.computeIfAbsent(new Pair(contract.issuer(), contract.acquirer()), p -> new ArrayList<>())
                    .add(contract);
        }
        byPair.values().forEach(list -> list.sort(Comparator.comparing(Contract::validFrom)));
    }

    /** Between any two of the participants, from the first day on. */
    public static Contracts initial(Participants participants) {
        var contracts = new ArrayList<Contract>();
        for (Institution issuer : participants.institutions()) {
            for (Institution acquirer : participants.institutions()) {
                ShareRule rule = issuer.equals(acquirer) ? AT_HOME : AWAY_FROM_HOME;
                contracts.add(new Contract(issuer + "-" + acquirer + "-1", issuer, acquirer, LocalDate.EPOCH, rule));
            }
        }
        return new Contracts(contracts);
    }

    public Optional<Contract> findInForce(Institution issuer, Institution acquirer, LocalDate businessDay) {
        return byPair.getOrDefault(new Pair(issuer, acquirer), List.of()).stream()
                .filter(contract -> !contract.validFrom().isAfter(businessDay))
                .reduce((earlier, later) -> later);
    }

    private record Pair(Institution issuer, Institution acquirer) {}
}
