package cn.haihe.ops.city.card;

import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.RefusedException;
import cn.haihe.ops.city.roadside.FeedPost;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Has the centre's lists renewed at an acquirer's terminals, then hands its batch files to the clearing centre: a file is offered again, unchanged, until the centre has it or
 * refused it for good; then it is asked what became of its records. One thread at a time.
 */
public final class ClearingPost {
    private static final int ASKED_FOR_MAX = 1_000;

    private final Institution acquirer;
    private final FareGates gates;
    private final TerminalLists lists;
    private final HubClient hub;
    private final Deque<String> unanswered = new ArrayDeque<>();
    private TapBatch open;

    public ClearingPost(Institution acquirer, FareGates gates, TerminalLists lists, HubClient hub) {
        this.acquirer = acquirer;
        this.gates = gates;
        this.lists = lists;
        this.hub = hub;
    }

    /** @return what became of records since the last call */
    public FeedPost.Answer post(Instant now, LocalDateTime modelTime) throws IOException, InterruptedException {
        lists.renew(now);
        if (open == null) {
            TapBatch batch = gates.collect(now, modelTime);
            open = batch.records() == 0 ? null : batch;
        }
        if (open != null) {
            send(now);
        }
        return answers(now);
    }

    private void send(Instant now) throws IOException, InterruptedException {
        try {
            hub.putFile(path(open.name()), open.file(), InstitutionToken.of(acquirer, now));
            if (unanswered.size() < ASKED_FOR_MAX) {
                unanswered.add(open.name());
            }
            open = null;
        } catch (RefusedException refused) {
            if (refused.forGood()) {
                open = null;
            }
            throw refused;
        }
    }

    private FeedPost.Answer answers(Instant now) throws IOException, InterruptedException {
        int accepted = 0;
        int rejected = 0;
        String reasons = "";
        while (!unanswered.isEmpty()) {
            JsonNode file = hub.getJson(path(unanswered.peek()), InstitutionToken.of(acquirer, now));
            String state = file.path("state").asText();
            if (state.equals("REFUSED")) {
                rejected++;
                reasons = file.path("fault").asText();
            } else if (state.equals("POSTED")) {
                accepted += file.path("accepted").asInt();
                rejected +=
                        file.path("rejected").asInt() + file.path("suspended").asInt();
            } else {
                break;
            }
            unanswered.remove();
        }
        return new FeedPost.Answer(accepted, rejected, reasons);
    }

    private String path(String name) {
        return "/clearing/v1/files/" + acquirer + "/" + name;
    }
}
