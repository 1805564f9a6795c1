package cn.haihe.ops.city.card;

import cn.haihe.card.exchange.ListFileReader;
import cn.haihe.card.exchange.ListLine;
import cn.haihe.card.exchange.UnfitBatchException;
import cn.haihe.ops.city.hub.HubClient;
import cn.haihe.ops.city.hub.RefusedException;
import cn.haihe.ops.city.traffic.ModelClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists that an acquirer's terminals have: fetched from the centre whole and then by what changed, verified by its key, and
 * acknowledged once every terminal has them. One thread at a time.
 */
public final class TerminalLists implements CardFilter {
    static final String BLACKLIST = "blacklist";
    static final String CITIES = "city-lists";
    private static final int TOO_OLD = 410;

    private final Institution acquirer;
    private final HubClient hub;
    private final Map<String, Held> lists = new HashMap<>();
    private String centreKey;

    public TerminalLists(Institution acquirer, HubClient hub) {
        this.acquirer = acquirer;
        this.hub = hub;
        lists.put(BLACKLIST, new Held());
        lists.put(CITIES, new Held());
    }

    /** What terminals know of one list: the changes of each subject, the latest moment last. */
    private static final class Held {
        private long version;
        private long acknowledged;
        private final Map<Long, List<ListLine>> changes = new HashMap<>();

        private void add(ListLine line) {
            List<ListLine> known = changes.computeIfAbsent(line.subject(), any -> new ArrayList<>(1));
            int place = known.size();
            while (place > 0 && known.get(place - 1).effectiveAt().isAfter(line.effectiveAt())) {
                place--;
            }
            known.add(place, line);
        }

        private boolean isListed(long subject, LocalDateTime at) {
            boolean listed = false;
            for (ListLine line : changes.getOrDefault(subject, List.of())) {
                if (line.effectiveAt().isAfter(at)) {
                    break;
                }
                listed = line.listed();
            }
            return listed;
        }
    }

    /** Gets what is new, gives it to the terminals, and says so to the centre. */
    public void renew(Instant now) throws IOException, InterruptedException {
        if (centreKey == null) {
            centreKey = hub.getJson("/clearing/v1/key", InstitutionToken.of(acquirer, now))
                    .path("publicKey")
                    .asText();
        }
        for (Map.Entry<String, Held> one : lists.entrySet()) {
            renew(one.getKey(), one.getValue(), now);
        }
    }

    private void renew(String name, Held held, Instant now) throws IOException, InterruptedException {
        String path = "/clearing/v1/" + name;
        if (held.version == 0) {
            take(held, hub.getFile(path, InstitutionToken.of(acquirer, now)), true);
        }
        try {
            take(held, hub.getFile(path + "/changes?since=" + held.version, InstitutionToken.of(acquirer, now)), false);
        } catch (RefusedException refused) {
            if (refused.status() != TOO_OLD) {
                throw refused;
            }
            take(held, hub.getFile(path, InstitutionToken.of(acquirer, now)), true);
        }
        if (held.version > held.acknowledged) {
            hub.putJson(
                    path + "/acknowledgements/" + acquirer,
                    Map.of("version", held.version),
                    InstitutionToken.of(acquirer, now));
            held.acknowledged = held.version;
        }
    }

    /** Nothing of a file reaches the terminals before all of it is verified. */
    private void take(Held held, byte[] file, boolean whole) throws IOException {
        List<ListLine> lines = new ArrayList<>();
        long version;
        try {
            ListFileReader reader = new ListFileReader(new ByteArrayInputStream(file));
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                lines.add(next.get());
            }
            reader.verify(centreKey);
            version = reader.header().version();
        } catch (UnfitBatchException unfit) {
            throw new IOException("the centre's list is unfit: " + unfit.getMessage(), unfit);
        }
        if (whole) {
            held.changes.clear();
        }
        lines.forEach(held::add);
        held.version = version;
    }

    @Override
    public boolean refuses(long card, int cardCity, Instant at) {
        LocalDateTime time = LocalDateTime.ofInstant(at, ModelClock.ZONE);
        Held cities = lists.get(CITIES);
        boolean foreign = cities.version > 0 && !cities.isListed(cardCity, time);
        return foreign || lists.get(BLACKLIST).isListed(card, time);
    }

    /** Of the blacklist that the terminals have. */
    public long version() {
        return lists.get(BLACKLIST).version;
    }
}
