package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Membership;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.lists.ListKind;
import cn.haihe.card.lists.PublishedList;
import cn.haihe.center.clearing.ListConfig;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lists that the centre publishes. */
@Singleton
public class CentreLists {
    private final Map<ListKind, PublishedList> lists = new EnumMap<>(ListKind.class);
    private final ListConfig config;

    CentreLists(Pool pool, ListConfig config, Clock clock) {
        this.config = config;
        for (ListKind kind : ListKind.values()) {
            lists.put(kind, new PublishedList(pool, kind, clock));
        }
    }

    public PublishedList get(ListKind kind) {
        return lists.get(kind);
    }

    /** Whose terminals are to have them. */
    public static List<Institution> acquirers(Rules rules) {
        return rules.list(RuleKind.INSTITUTION, Membership.class).stream()
                .filter(Membership::acquires)
                .map(Membership::institution)
                .toList();
    }

    /** The time in which a version of it is to be acknowledged. */
    public Duration within(ListKind kind) {
        return kind == ListKind.BLACKLIST ? config.blacklistWithin() : config.citiesWithin();
    }
}
