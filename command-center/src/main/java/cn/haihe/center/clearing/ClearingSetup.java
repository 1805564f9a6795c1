package cn.haihe.center.clearing;

import cn.haihe.card.clearing.Clearing;
import cn.haihe.card.clearing.ClearingRules;
import cn.haihe.card.contract.Contracts;
import cn.haihe.card.contract.Participants;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives transit-card the hub's database and clock. */
class ClearingSetup {
    @Produces
    @Singleton
    Clearing clearing(Pool pool, Clock clock) {
        Participants participants = Participants.threeCities();
        return Clearing.on(pool, participants, Contracts.initial(participants), ClearingRules.defaults(), clock);
    }
}
