package cn.haihe.card.contract;

import cn.haihe.card.contract.JourneyAgreement.Basis;
import cn.haihe.card.contract.JourneyAgreement.Remainder;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The rules that the demo and tests begin with: the card institutions of the three cities. Their card ranges are those of
 * T-Union (Hebei's are Shijiazhuang, Yanzhaotong and ten cities); names, accounts, fees and keys are made up, since no source
 * gives them.
 */
public final class ThreeInstitutions {
    public static final Institution BEIJING = new Institution("BEIJING");
    public static final Institution TIANJIN = new Institution("TIANJIN");
    public static final Institution HEBEI = new Institution("HEBEI");
    public static final int TAC_KEY_VERSION = 1;

    /** Half a per cent is the issuer's of a card used away from home, and the fen that rounding leaves are the acquirer's. */
    private static final ShareRule AWAY_FROM_HOME = new ShareRule(50, 9_950, ShareRule.Party.ACQUIRER);

    private static final ShareRule AT_HOME = new ShareRule(0, ShareRule.PARTS, ShareRule.Party.ACQUIRER);

    private static final List<Membership> MEMBERS = List.of(
            new Membership(BEIJING, "北京（演示）", "Beijing (demo)", "1000", "DEMO-ACCOUNT-BEIJING", true, true),
            new Membership(HEBEI, "河北（演示）", "Hebei (demo)", "1210", "DEMO-ACCOUNT-HEBEI", true, true),
            new Membership(TIANJIN, "天津（演示）", "Tianjin (demo)", "1121", "DEMO-ACCOUNT-TIANJIN", true, true));

    private ThreeInstitutions() {}

    /** Without signing keys. */
    public static RuleBook book() {
        return new RuleBook(List.of()).with(changes());
    }

    /** From the first day on, without signing keys. */
    public static List<RuleChange> changes() {
        List<Rule> rules = new ArrayList<>(MEMBERS);
        rules.add(CardRange.ofPrefix("31051700", BEIJING));
        rules.add(CardRange.ofPrefix("31049102", TIANJIN));
        for (int prefix = 31049500; prefix <= 31049511; prefix++) {
            rules.add(CardRange.ofPrefix(Integer.toString(prefix), HEBEI));
        }
        for (Membership issuer : MEMBERS) {
            for (Membership acquirer : MEMBERS) {
                ShareRule rule = issuer.equals(acquirer) ? AT_HOME : AWAY_FROM_HOME;
                rules.add(
                        new Contract(issuer.institution(), acquirer.institution(), List.of(ContractTerm.forAll(rule))));
            }
            rules.add(new TacKey(issuer.institution(), TAC_KEY_VERSION, "test/" + issuer.subject()));
        }
        rules.add(new JourneyAgreement(
                List.of(BEIJING, HEBEI, TIANJIN), Basis.FULL_FARE, Remainder.FIRST_RIDE, Duration.ofHours(3)));
        return rules.stream().map(rule -> RuleChange.put(rule, LocalDate.EPOCH)).toList();
    }

    /** With a public key of SM2 for each, as version 1. */
    public static List<RuleChange> signingKeys(UnaryOperator<String> publicKeyByCode) {
        return MEMBERS.stream()
                .map(member -> RuleChange.put(
                        new SigningKey(
                                member.institution(),
                                1,
                                SigningKey.Algorithm.SM2,
                                publicKeyByCode.apply(member.institution().code())),
                        LocalDate.EPOCH))
                .toList();
    }
}
