package cn.haihe.center.parking.internal;

import cn.haihe.center.city.CityHolder;
import cn.haihe.center.feed.FeedForm;
import cn.haihe.center.parking.ParkingConfig;
import cn.haihe.center.source.RawRecord;
import cn.haihe.center.source.RejectReason;
import cn.haihe.center.source.RejectedException;
import cn.haihe.center.source.Source;
import cn.haihe.center.state.LatestKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** {@code {"carParkId","observedAt","freeSpaces"[,"totalSpaces"]}}. */
@ApplicationScoped
public class ParkingForm implements FeedForm<CarParkObservation> {
    private static final int SPACES_MAX = 100_000;

    private final CityHolder city;
    private final LiveParkingBoard board;
    private final ParkingConfig config;

    ParkingForm(CityHolder city, LiveParkingBoard board, ParkingConfig config) {
        this.city = city;
        this.board = board;
        this.config = config;
    }

    @Override
    public LatestKind kind() {
        return LatestKind.CAR_PARK;
    }

    @Override
    public Duration staleAfter() {
        return config.lastKnownFor();
    }

    @Override
    public CarParkObservation read(RawRecord record, Source source) {
        String id = record.getText("carParkId");
        int freeSpaces = record.getWhole("freeSpaces", 0, SPACES_MAX);
        OptionalInt totalSpaces = record.findWhole("totalSpaces", 0, SPACES_MAX);
        if (totalSpaces.isPresent() && freeSpaces > totalSpaces.getAsInt()) {
            throw new RejectedException(RejectReason.MALFORMED, "freeSpaces must not exceed totalSpaces");
        }
        if (city.get().city().findCarPark(id).isEmpty()) {
            throw new RejectedException(RejectReason.UNKNOWN_DEVICE, "no such car park");
        }
        return new CarParkObservation(id, source.id(), record.getInstant("observedAt"), freeSpaces, totalSpaces);
    }

    @Override
    public void onLatest(List<CarParkObservation> observations) {
        board.onLatest(observations);
    }
}
