package cn.haihe.center.clearing.rules.internal;

import cn.haihe.card.contract.CardRange;
import cn.haihe.card.contract.Contract;
import cn.haihe.card.contract.ContractTerm;
import cn.haihe.card.contract.DayBoundary;
import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.JourneyAgreement;
import cn.haihe.card.contract.Membership;
import cn.haihe.card.contract.NetDebitCap;
import cn.haihe.card.contract.Rule;
import cn.haihe.card.contract.RuleChange;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.SettlementDay;
import cn.haihe.card.contract.ShareRule;
import cn.haihe.card.contract.SigningKey;
import cn.haihe.card.contract.TacKey;
import cn.haihe.center.clearing.rules.PublicKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules as the API and the database write them. What cannot be read fails with {@link IllegalArgumentException}, told for a person. */
public final class RuleJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RuleJson() {}

    public static RuleChange readChange(JsonNode node) {
        Fields fields = new Fields(node);
        RuleKind kind = fields.one("kind", RuleKind.class);
        LocalDate validFrom = fields.date("validFrom");
        RuleChange change;
        if (fields.findFlag("ends").orElse(false)) {
            change = RuleChange.end(kind, fields.text("subject"), validFrom);
        } else {
            Rule rule = read(kind, fields.node("content"));
            if (!fields.findText("subject").orElse(rule.subject()).equals(rule.subject())) {
                throw new IllegalArgumentException("subject is " + rule.subject() + " by its content");
            }
            change = new RuleChange(kind, rule.subject(), validFrom, fields.findDate("validTo"), Optional.of(rule));
        }
        fields.noOthers();
        return change;
    }

    public static ObjectNode write(RuleChange change) {
        ObjectNode node = JSON.objectNode()
                .put("kind", change.kind().name())
                .put("subject", change.subject())
                .put("validFrom", change.validFrom().toString());
        change.validTo().ifPresent(last -> node.put("validTo", last.toString()));
        change.rule().ifPresentOrElse(rule -> node.set("content", write(rule)), () -> node.put("ends", true));
        return node;
    }

    public static Rule read(RuleKind kind, JsonNode content) {
        Fields fields = new Fields(content);
        Rule rule = switch (kind) {
            case INSTITUTION -> membership(fields);
            case CARD_RANGE -> range(fields);
            case CONTRACT ->
                new Contract(
                        institution(fields, "issuer"), institution(fields, "acquirer"), terms(fields.node("terms")));
            case NET_DEBIT_CAP -> new NetDebitCap(institution(fields, "institution"), fields.whole("amountFen"));
            case JOURNEY_AGREEMENT -> journeys(fields);
            case DAY_BOUNDARY -> boundary(fields);
            case SETTLEMENT_DAY -> new SettlementDay(fields.date("date"), fields.flag("settles"), fields.text("note"));
            case TAC_KEY ->
                new TacKey(institution(fields, "issuer"), fields.integer("version"), fields.text("moduleKey"));
            case SIGNING_KEY ->
                PublicKeys.usable(new SigningKey(
                        institution(fields, "institution"),
                        fields.integer("version"),
                        fields.one("algorithm", SigningKey.Algorithm.class),
                        fields.text("publicKey")));
        };
        fields.noOthers();
        return rule;
    }

    private static Institution institution(Fields fields, String name) {
        return new Institution(fields.text(name));
    }

    private static Membership membership(Fields fields) {
        return new Membership(
                institution(fields, "code"),
                fields.text("nameZh"),
                fields.text("nameEn"),
                fields.text("city"),
                fields.text("account"),
                fields.flag("issues"),
                fields.flag("acquires"));
    }

    private static CardRange range(Fields fields) {
        Institution issuer = institution(fields, "issuer");
        Optional<String> prefix = fields.findText("prefix");
        return prefix.isPresent()
                ? CardRange.ofPrefix(prefix.get(), issuer)
                : new CardRange(card(fields.text("first")), card(fields.text("last")), issuer);
    }

    private static long card(String digits) {
        if (!digits.matches("[0-9]{19}") || digits.compareTo(Long.toString(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("first and last must be 19 digits beginning 31");
        }
        return Long.parseLong(digits);
    }

    private static List<ContractTerm> terms(JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("terms must be an array");
        }
        List<ContractTerm> terms = new ArrayList<>();
        for (JsonNode one : array) {
            Fields fields = new Fields(one);
            terms.add(new ContractTerm(
                    fields.findInt("industry"),
                    fields.findInt("consumeKind"),
                    new ShareRule(
                            fields.integer("issuerParts"),
                            fields.integer("acquirerParts"),
                            fields.findInt("issuerFixedFen").orElse(0),
                            fields.one("remainderTo", ShareRule.Party.class))));
            fields.noOthers();
        }
        return terms;
    }

    private static JourneyAgreement journeys(Fields fields) {
        JsonNode array = fields.node("parties");
        List<Institution> parties = new ArrayList<>();
        for (JsonNode one : array) {
            parties.add(new Institution(one.asText()));
        }
        return new JourneyAgreement(
                parties,
                fields.one("basis", JourneyAgreement.Basis.class),
                fields.one("remainderTo", JourneyAgreement.Remainder.class),
                Duration.ofMinutes(fields.integer("withinMinutes")));
    }

    private static DayBoundary boundary(Fields fields) {
        try {
            return new DayBoundary(
                    LocalTime.parse(fields.text("begins")),
                    fields.findInt("cutOffMinutesAfterEnd").stream()
                            .mapToObj(Duration::ofMinutes)
                            .findFirst());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("begins must be a time, 02:00", e);
        }
    }

    public static ObjectNode write(Rule rule) {
        ObjectNode node = JSON.objectNode();
        if (rule instanceof Membership one) {
            return node.put("code", one.institution().code())
                    .put("nameZh", one.nameZh())
                    .put("nameEn", one.nameEn())
                    .put("city", one.city())
                    .put("account", one.account())
                    .put("issues", one.issues())
                    .put("acquires", one.acquires());
        } else if (rule instanceof CardRange one) {
            return node.put("first", Long.toString(one.first()))
                    .put("last", Long.toString(one.last()))
                    .put("issuer", one.issuer().code());
        } else if (rule instanceof Contract one) {
            node.put("issuer", one.issuer().code())
                    .put("acquirer", one.acquirer().code());
            ArrayNode terms = node.putArray("terms");
            one.terms().forEach(term -> terms.add(write(term)));
            return node;
        } else if (rule instanceof NetDebitCap one) {
            return node.put("institution", one.institution().code()).put("amountFen", one.amountFen());
        } else if (rule instanceof JourneyAgreement one) {
            ArrayNode parties = node.putArray("parties");
            one.parties().forEach(party -> parties.add(party.code()));
            return node.put("basis", one.basis().name())
                    .put("remainderTo", one.remainderTo().name())
                    .put("withinMinutes", one.within().toMinutes());
        } else if (rule instanceof DayBoundary one) {
            node.put("begins", one.begins().toString());
            one.cutOffAfterEnd().ifPresent(after -> node.put("cutOffMinutesAfterEnd", after.toMinutes()));
            return node;
        } else if (rule instanceof SettlementDay one) {
            return node.put("date", one.date().toString())
                    .put("settles", one.settles())
                    .put("note", one.note());
        } else if (rule instanceof TacKey one) {
            return node.put("issuer", one.issuer().code())
                    .put("version", one.version())
                    .put("moduleKey", one.moduleKey());
        } else if (rule instanceof SigningKey one) {
            return node.put("institution", one.institution().code())
                    .put("version", one.version())
                    .put("algorithm", one.algorithm().name())
                    .put("publicKey", one.publicKey());
        }
        throw new IllegalStateException("no JSON for " + rule.kind());
    }

    private static ObjectNode write(ContractTerm term) {
        ObjectNode node = JSON.objectNode();
        term.industry().ifPresent(industry -> node.put("industry", industry));
        term.consumeKind().ifPresent(kind -> node.put("consumeKind", kind));
        return node.put("issuerParts", term.rule().issuerParts())
                .put("acquirerParts", term.rule().acquirerParts())
                .put("issuerFixedFen", term.rule().issuerFixedFen())
                .put("remainderTo", term.rule().remainderTo().name());
    }
}
