package cn.haihe.card.contract;

import static cn.haihe.card.contract.ThreeInstitutions.BEIJING;
import static cn.haihe.card.contract.ThreeInstitutions.HEBEI;
import static cn.haihe.card.contract.ThreeInstitutions.TIANJIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.haihe.card.contract.ShareRule.Party;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RuleBookTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int DAYS = 40;

    /** Changes come in any order, also for days later than others that are planned; business days open meanwhile. */
    @Property(tries = 80)
    void anySequenceOfChangesGivesOneRuleADayAndNeverAnotherForAnOpenedOne(@ForAll Random random) {
        RuleBook book = ThreeInstitutions.book();
        LocalDate firstUnopened = TODAY;
        Map<LocalDate, Optional<NetDebitCap>> opened = new HashMap<>();
        Map<LocalDate, Optional<NetDebitCap>> expected = new HashMap<>();
        for (int step = 0; step < 30; step++) {
            if (random.nextInt(4) == 0) {
                opened.put(firstUnopened, book.asOf(firstUnopened).findCap(BEIJING));
                firstUnopened = firstUnopened.plusDays(1);
                continue;
            }
            LocalDate from = TODAY.plusDays(random.nextInt(DAYS));
            RuleChange change = anyChange(random, from);
            List<RuleFault> faults = book.faults(List.of(change), firstUnopened, TODAY);
            if (from.isBefore(firstUnopened)) {
                assertThat(faults).extracting(RuleFault::kind).contains(RuleFault.Kind.DAY_OUT_OF_REACH);
            } else if (faults.isEmpty()) {
                hold(change, book, expected);
                book = book.with(List.of(change));
            }
        }
        for (LocalDate day = TODAY; day.isBefore(TODAY.plusDays(DAYS)); day = day.plusDays(1)) {
            Optional<NetDebitCap> holds = book.asOf(day).findCap(BEIJING);
            assertThat(holds).as("%s", day).isEqualTo(expected.getOrDefault(day, Optional.empty()));
            if (opened.containsKey(day)) {
                assertThat(holds).as("opened %s", day).isEqualTo(opened.get(day));
            }
        }
    }

    private static RuleChange anyChange(Random random, LocalDate from) {
        NetDebitCap cap = new NetDebitCap(BEIJING, random.nextInt(1_000));
        return switch (random.nextInt(5)) {
            case 0 -> RuleChange.end(cap.kind(), cap.subject(), from);
            case 1 -> RuleChange.put(cap, from, from.plusDays(random.nextInt(4)));
            default -> RuleChange.put(cap, from);
        };
    }

    /** Day by day, plainly: from the change on until its end or the next planned one. */
    private static void hold(RuleChange change, RuleBook before, Map<LocalDate, Optional<NetDebitCap>> expected) {
        LocalDate next = before.history(change.kind(), change.subject()).stream()
                .map(version -> version.change().validFrom())
                .filter(from -> from.isAfter(change.validFrom()))
                .min(LocalDate::compareTo)
                .orElse(TODAY.plusDays(DAYS));
        for (LocalDate day = change.validFrom(); day.isBefore(next); day = day.plusDays(1)) {
            boolean over =
                    change.validTo().isPresent() && day.isAfter(change.validTo().get());
            expected.put(day, over ? Optional.empty() : change.rule().map(NetDebitCap.class::cast));
        }
    }

    @Example
    void whatIsBoundedEndsAndNothingComesBack() {
        RuleBook book = ThreeInstitutions.book()
                .with(List.of(
                        RuleChange.put(new NetDebitCap(BEIJING, 100), TODAY),
                        RuleChange.put(new NetDebitCap(BEIJING, 50), TODAY.plusDays(5), TODAY.plusDays(6))));
        assertThat(book.asOf(TODAY.plusDays(4)).findCap(BEIJING)).contains(new NetDebitCap(BEIJING, 100));
        assertThat(book.asOf(TODAY.plusDays(6)).findCap(BEIJING)).contains(new NetDebitCap(BEIJING, 50));
        assertThat(book.asOf(TODAY.plusDays(7)).findCap(BEIJING)).isEmpty();
        assertThat(book.asOf(TODAY.minusDays(1)).findCap(BEIJING)).isEmpty();
    }

    @Example
    void aNewContractSharesFromItsDayOnAndIsToldByItsNumber() {
        ShareRule rule = new ShareRule(80, 9_920, Party.ISSUER);
        RuleBook old = ThreeInstitutions.book();
        RuleBook book = old.with(
                List.of(RuleChange.put(new Contract(BEIJING, TIANJIN, List.of(ContractTerm.forAll(rule))), TODAY)));
        ContractInForce before =
                book.asOf(TODAY.minusDays(1)).findContract(BEIJING, TIANJIN).orElseThrow();
        ContractInForce since = book.asOf(TODAY).findContract(BEIJING, TIANJIN).orElseThrow();
        assertThat(before.ruleFor(1, 0).issuerFen(1_000)).isEqualTo(5);
        assertThat(before.id())
                .isEqualTo(old.asOf(TODAY)
                        .findContract(BEIJING, TIANJIN)
                        .orElseThrow()
                        .id());
        assertThat(since.ruleFor(1, 0)).isEqualTo(rule);
        assertThat(since.id()).isEqualTo("BEIJING-TIANJIN-" + book.edition());
        assertThat(book.asOf(TODAY).findContract(TIANJIN, BEIJING)).isPresent();
    }

    @Example
    void theMostParticularTermCounts() {
        ShareRule all = new ShareRule(0, 10_000, Party.ACQUIRER);
        ShareRule bus = new ShareRule(10, 9_990, Party.ACQUIRER);
        ShareRule transfers = new ShareRule(20, 9_980, Party.ACQUIRER);
        ShareRule busTransfers = new ShareRule(30, 9_970, Party.ACQUIRER);
        var contract = new ContractInForce(
                new Contract(
                        BEIJING,
                        TIANJIN,
                        List.of(
                                ContractTerm.forAll(all),
                                new ContractTerm(OptionalInt.of(1), OptionalInt.empty(), bus),
                                new ContractTerm(OptionalInt.empty(), OptionalInt.of(8), transfers),
                                new ContractTerm(OptionalInt.of(1), OptionalInt.of(8), busTransfers))),
                1);
        assertThat(contract.ruleFor(2, 0)).isEqualTo(all);
        assertThat(contract.ruleFor(1, 0)).isEqualTo(bus);
        assertThat(contract.ruleFor(2, 8)).isEqualTo(transfers);
        assertThat(contract.ruleFor(1, 8)).isEqualTo(busTransfers);
        assertThat(contract.ruleFor(100, 0)).isNull();
    }

    @Example
    void changesThatDoNotFitTogetherAreNamed() {
        RuleBook book = ThreeInstitutions.book();
        Institution langfang = new Institution("LANGFANG");
        assertThat(kinds(book, RuleChange.put(CardRange.ofPrefix("31049599", langfang), TODAY)))
                .containsExactly(RuleFault.Kind.UNKNOWN_INSTITUTION);
        Membership onlyAcquires = new Membership(langfang, "廊坊", "Langfang", "1460", "A-1", false, true);
        assertThat(kinds(
                        book,
                        RuleChange.put(onlyAcquires, TODAY),
                        RuleChange.put(CardRange.ofPrefix("31049599", langfang), TODAY)))
                .containsExactly(RuleFault.Kind.NOT_AN_ISSUER);
        assertThat(kinds(
                        book,
                        RuleChange.put(onlyAcquires, TODAY),
                        RuleChange.put(
                                new Contract(
                                        HEBEI,
                                        langfang,
                                        List.of(ContractTerm.forAll(new ShareRule(1, 9_999, Party.ISSUER)))),
                                TODAY)))
                .isEmpty();
        assertThat(kinds(
                        book,
                        RuleChange.put(
                                new CardRange(3_105_170_050_000_000_000L, 3_105_170_150_000_000_000L, HEBEI), TODAY)))
                .containsExactly(RuleFault.Kind.RANGES_CROSS);
        assertThat(kinds(book, RuleChange.end(RuleKind.INSTITUTION, "HEBEI", TODAY)))
                .containsOnly(RuleFault.Kind.UNKNOWN_INSTITUTION)
                .hasSizeGreaterThan(10);
        assertThat(kinds(book, RuleChange.end(RuleKind.NET_DEBIT_CAP, "HEBEI", TODAY)))
                .containsExactly(RuleFault.Kind.NOTHING_TO_END);
        RuleChange cap = RuleChange.put(new NetDebitCap(HEBEI, 1), TODAY);
        assertThat(kinds(book, cap, cap)).containsExactly(RuleFault.Kind.CHANGED_TWICE);
        assertThat(kinds(book.with(List.of(cap)), cap)).containsExactly(RuleFault.Kind.UNCHANGED);
        assertThat(kinds(book, RuleChange.put(new NetDebitCap(HEBEI, 1), TODAY, LocalDate.MAX)))
                .containsExactly(RuleFault.Kind.DAY_OUT_OF_REACH);
        assertThat(kinds(book, RuleChange.put(new NetDebitCap(HEBEI, 1), TODAY.minusDays(1))))
                .containsExactly(RuleFault.Kind.DAY_OUT_OF_REACH);
    }

    /** What is planned for later must fit, too. */
    @Example
    void whatIsPlannedIsHeldAgainstWhatIsChangedBefore() {
        RuleBook book = ThreeInstitutions.book()
                .with(List.of(RuleChange.put(
                        new CardRange(3_105_170_000_000_000_000L, 3_105_170_150_000_000_000L, HEBEI),
                        TODAY.plusDays(30))));
        RuleChange crossing =
                RuleChange.put(new CardRange(3_105_170_120_000_000_000L, 3_105_170_200_000_000_000L, TIANJIN), TODAY);
        assertThat(book.faults(List.of(crossing), TODAY, TODAY))
                .anyMatch(fault -> fault.kind() == RuleFault.Kind.RANGES_CROSS
                        && fault.day().equals(TODAY.plusDays(30)));
    }

    private static List<RuleFault.Kind> kinds(RuleBook book, RuleChange... changes) {
        return book.faults(List.of(changes), TODAY, TODAY).stream()
                .map(RuleFault::kind)
                .toList();
    }
}
