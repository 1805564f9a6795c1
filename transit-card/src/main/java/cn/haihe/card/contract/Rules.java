package cn.haihe.card.contract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules as they hold on one day, by whom and what they are asked for. Immutable. */
public final class Rules {
    private final long edition;
    private final Map<RuleKind, SortedMap<String, RuleVersion>> all = new EnumMap<>(RuleKind.class);
    private final List<Institution> institutions;
    private final CardRanges ranges;
    private final Map<String, ContractInForce> contracts = new HashMap<>();

    Rules(long edition, List<RuleVersion> inForce) {
        this.edition = edition;
        for (RuleVersion version : inForce) {
            all.computeIfAbsent(version.change().kind(), kind -> new TreeMap<>())
                    .put(version.change().subject(), version);
        }
        institutions = list(RuleKind.INSTITUTION, Membership.class).stream()
                .map(Membership::institution)
                .toList();
        ranges = new CardRanges(list(RuleKind.CARD_RANGE, CardRange.class), institutions);
        versions(RuleKind.CONTRACT)
                .forEach((subject, version) -> contracts.put(
                        subject,
                        new ContractInForce((Contract) version.change().rule().orElseThrow(), version.number())));
    }

    /** Number of the last change that was known when these were put together. */
    public long edition() {
        return edition;
    }

    /** By their codes; their places in this list are those that {@link #ranges} answers. */
    public List<Institution> institutions() {
        return institutions;
    }

    public List<String> institutionCodes() {
        return institutions.stream().map(Institution::code).toList();
    }

    public Optional<Institution> find(String code) {
        return find(RuleKind.INSTITUTION, code, Membership.class).map(Membership::institution);
    }

    public CardRanges ranges() {
        return ranges;
    }

    public Optional<ContractInForce> findContract(Institution issuer, Institution acquirer) {
        return Optional.ofNullable(contracts.get(issuer + "-" + acquirer));
    }

    public Optional<NetDebitCap> findCap(Institution institution) {
        return find(RuleKind.NET_DEBIT_CAP, institution.code(), NetDebitCap.class);
    }

    public Optional<JourneyAgreement> findJourneyAgreement() {
        return find(RuleKind.JOURNEY_AGREEMENT, JourneyAgreement.SUBJECT, JourneyAgreement.class);
    }

    public Optional<SigningKey> findSigningKey(Institution institution, int version) {
        return find(RuleKind.SIGNING_KEY, institution + "-" + version, SigningKey.class);
    }

    public Optional<TacKey> findTacKey(Institution issuer, int version) {
        return find(RuleKind.TAC_KEY, issuer + "-" + version, TacKey.class);
    }

    public DayBoundary dayBoundary() {
        return find(RuleKind.DAY_BOUNDARY, DayBoundary.SUBJECT, DayBoundary.class)
                .orElse(DayBoundary.MIDNIGHT);
    }

    public <R extends Rule> Optional<R> find(RuleKind kind, String subject, Class<R> type) {
        return Optional.ofNullable(versions(kind).get(subject))
                .flatMap(version -> version.change().rule())
                .map(type::cast);
    }

    public <R extends Rule> List<R> list(RuleKind kind, Class<R> type) {
        return versions(kind).values().stream()
                .map(version -> type.cast(version.change().rule().orElseThrow()))
                .toList();
    }

    /** The versions in force of a kind, by their subjects. */
    public SortedMap<String, RuleVersion> versions(RuleKind kind) {
        return Collections.unmodifiableSortedMap(all.getOrDefault(kind, Collections.emptySortedMap()));
    }
}
