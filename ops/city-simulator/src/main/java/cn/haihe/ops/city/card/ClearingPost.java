package cn.haihe.ops.city.card;

import cn.haihe.ops.city.hub.Account;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.RefusedException;
import cn.haihe.ops.city.roadside.FeedPost;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Hands an acquirer's batches to the clearing centre: a batch is offered again, unchanged, until the centre has taken it
 * or refused it for good. One thread at a time.
 */
public final class ClearingPost {
    private final FareGates gates;
    private final HubClient hub;
    private final Account account;
    private TapBatch open;

    public ClearingPost(FareGates gates, HubClient hub, Account account) {
        this.gates = gates;
        this.hub = hub;
        this.account = account;
    }

    public FeedPost.Answer post(Instant now, LocalDateTime modelTime) throws IOException, InterruptedException {
        if (open == null) {
            TapBatch batch = gates.collect(now, modelTime);
            if (batch.records().isEmpty()) {
                return new FeedPost.Answer(0, 0, "");
            }
            open = batch;
        }
        try {
            var answer = hub.postJson("/clearing/v1/batches", open, account.token());
            open = null;
            return new FeedPost.Answer(
                    answer.path("accepted").asInt(),
                    answer.path("rejected").asInt(),
                    answer.path("reasons").toString());
        } catch (RefusedException refused) {
            if (refused.unauthorised()) {
                account.forget();
            } else if (refused.forGood()) {
                open = null;
            }
            throw refused;
        }
    }
}
