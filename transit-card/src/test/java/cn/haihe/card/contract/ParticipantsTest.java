package cn.haihe.card.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.record.CardNumber;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParticipantsTest {
    private static final Institution SUBURBAN = new Institution("SUBURBAN");

    @Test
    void theLongestPrefixDecides() {
        var participants =
                new Participants(Map.of(Participants.BEIJING, List.of("31051700"), SUBURBAN, List.of("310517002011")));
        assertThat(participants.findIssuer(card("3105170020110000001"))).contains(SUBURBAN);
        assertThat(participants.findIssuer(card("3105170020120000001"))).contains(Participants.BEIJING);
        assertThat(participants.findIssuer(card("3105170099990000001"))).contains(Participants.BEIJING);
        assertThat(participants.findIssuer(card("3199999999990000001"))).isEmpty();
        assertThat(participants.findIssuer(card("3100000000000000001"))).isEmpty();
    }

    @Test
    void noTwoInstitutionsClaimOnePrefix() {
        assertThatThrownBy(() -> new Participants(
                        Map.of(Participants.BEIJING, List.of("31051700"), SUBURBAN, List.of("31051700"))))
                .hasMessageContaining("31051700");
    }

    @Test
    void aNewContractIsInForceFromItsDayAndRewritesNoEarlierOne() {
        Institution one = Participants.BEIJING;
        Institution other = Participants.TIANJIN;
        var old = new Contract(
                "old", one, other, LocalDate.of(2026, 1, 1), new ShareRule(50, 9_950, ShareRule.Party.ISSUER));
        var fresh = new Contract(
                "fresh", one, other, LocalDate.of(2026, 7, 1), new ShareRule(80, 9_920, ShareRule.Party.ISSUER));
        var contracts = new Contracts(List.of(fresh, old));
        assertThat(contracts.findInForce(one, other, LocalDate.of(2025, 12, 31)))
                .isEmpty();
        assertThat(contracts.findInForce(one, other, LocalDate.of(2026, 6, 30))).contains(old);
        assertThat(contracts.findInForce(one, other, LocalDate.of(2026, 7, 1))).contains(fresh);
        assertThat(contracts.findInForce(other, one, LocalDate.of(2026, 7, 1))).isEmpty();
    }

    private static CardNumber card(String digits) {
        return new CardNumber(digits);
    }
}
