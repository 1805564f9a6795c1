package cn.haihe.card.contract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the rules that hold on one day fit each other. */
final class RuleConsistency {
    private RuleConsistency() {}

    static List<RuleFault> faults(LocalDate day, List<RuleVersion> inForce) {
        Map<Institution, Membership> members = new HashMap<>();
        List<CardRange> ranges = new ArrayList<>();
        for (RuleVersion version : inForce) {
            Rule rule = version.change().rule().orElseThrow();
            if (rule instanceof Membership member) {
                members.put(member.institution(), member);
            } else if (rule instanceof CardRange range) {
                ranges.add(range);
            }
        }
        List<RuleFault> faults = new ArrayList<>();
        for (RuleVersion version : inForce) {
            check(day, version.change().rule().orElseThrow(), members, faults);
        }
        findCrossing(day, ranges, faults);
        return faults;
    }

    private static void check(LocalDate day, Rule rule, Map<Institution, Membership> members, List<RuleFault> faults) {
        for (Institution party : rule.parties()) {
            if (!members.containsKey(party)) {
                faults.add(fault(RuleFault.Kind.UNKNOWN_INSTITUTION, day, rule, party + " does not take part then"));
                return;
            }
        }
        Institution issuer = issuer(rule);
        if (issuer != null && !members.get(issuer).issues()) {
            faults.add(fault(RuleFault.Kind.NOT_AN_ISSUER, day, rule, issuer + " issues no cards"));
        }
        if (rule instanceof Contract contract
                && !members.get(contract.acquirer()).acquires()) {
            faults.add(fault(RuleFault.Kind.NOT_AN_ACQUIRER, day, rule, contract.acquirer() + " takes no fares"));
        }
    }

    private static Institution issuer(Rule rule) {
        if (rule instanceof CardRange range) {
            return range.issuer();
        }
        if (rule instanceof Contract contract) {
            return contract.issuer();
        }
        return rule instanceof TacKey key ? key.issuer() : null;
    }

    private static void findCrossing(LocalDate day, List<CardRange> ranges, List<RuleFault> faults) {
        ranges.sort(Comparator.comparingLong(CardRange::first));
        for (int one = 0; one < ranges.size(); one++) {
            CardRange range = ranges.get(one);
            for (int next = one + 1; next < ranges.size() && ranges.get(next).first() <= range.last(); next++) {
                if (range.crosses(ranges.get(next))) {
                    String detail = "it crosses " + ranges.get(next).subject();
                    faults.add(fault(RuleFault.Kind.RANGES_CROSS, day, range, detail));
                }
            }
        }
    }

    private static RuleFault fault(RuleFault.Kind kind, LocalDate day, Rule rule, String detail) {
        return new RuleFault(kind, day, rule.kind(), rule.subject(), detail);
    }
}
