package cn.haihe.card.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.haihe.card.contract.ShareRule.Party;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ShareRuleTest {
    @Property
    void sharesSumToTheAmountAndOnlyTheRemainderIsMoved(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long amountFen,
            @ForAll @IntRange(max = ShareRule.PARTS) int issuerParts,
            @ForAll Party remainderTo) {
        Shares shares = new ShareRule(issuerParts, ShareRule.PARTS - issuerParts, remainderTo).split(amountFen);

        assertThat(Math.addExact(shares.issuerFen(), shares.acquirerFen())).isEqualTo(amountFen);
        long issuersPart = BigInteger.valueOf(amountFen)
                .multiply(BigInteger.valueOf(issuerParts))
                .divide(BigInteger.valueOf(ShareRule.PARTS))
                .longValueExact();
        assertThat(shares.issuerFen() - issuersPart).isBetween(0L, remainderTo == Party.ISSUER ? 1L : 0L);
    }

    @Example
    void theRemainderGoesToThePartyNamed() {
        assertThat(new ShareRule(50, 9_950, Party.ACQUIRER).split(199)).isEqualTo(new Shares(199, 0, 199));
        assertThat(new ShareRule(50, 9_950, Party.ISSUER).split(199)).isEqualTo(new Shares(199, 1, 198));
        assertThat(new ShareRule(50, 9_950, Party.ACQUIRER).split(200)).isEqualTo(new Shares(200, 1, 199));
    }

    @Example
    void aRuleThatLosesOrMakesMoneyIsRefused() {
        assertThatThrownBy(() -> new ShareRule(50, 9_949, Party.ACQUIRER)).hasMessageContaining("10000");
        assertThatThrownBy(() -> new ShareRule(-1, 10_001, Party.ACQUIRER)).hasMessageContaining("10000");
    }

    @Property
    void aFixedPartIsTheIssuersAsFarAsTheFareReaches(
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long amountFen,
            @ForAll @IntRange(max = ShareRule.PARTS) int issuerParts,
            @ForAll @IntRange(max = 100_000) int fixedFen,
            @ForAll Party remainderTo) {
        int acquirerParts = ShareRule.PARTS - issuerParts;
        Shares shares = new ShareRule(issuerParts, acquirerParts, fixedFen, remainderTo).split(amountFen);
        Shares without = new ShareRule(issuerParts, acquirerParts, remainderTo).split(amountFen);

        assertThat(Math.addExact(shares.issuerFen(), shares.acquirerFen())).isEqualTo(amountFen);
        assertThat(shares.issuerFen() - without.issuerFen()).isEqualTo(Math.min(fixedFen, without.acquirerFen()));
    }
}
