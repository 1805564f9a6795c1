package cn.haihe.routing.journey;

import cn.haihe.routing.live.LiveCosts;
import cn.haihe.routing.live.LiveSpeeds;
import cn.haihe.routing.profile.SpeedOutlook;
import cn.haihe.routing.search.TimedCosts;

/** How long a car takes along an edge that is entered at a moment; who enters later never leaves earlier (FIFO). */
public interface RoadTimes {
    /** @return milliseconds, or {@link TimedCosts#CLOSED} */
    int millis(int edgeKey, double metres, long enterMillis);

    /** @return how long before that moment the edge must be entered at the latest, or {@link TimedCosts#CLOSED} */
    int millisBefore(int edgeKey, double metres, long leaveMillis);

    /** The picture of now, whenever an edge is entered. */
    static RoadTimes frozen(LiveSpeeds speeds) {
        return new RoadTimes() {
            @Override
            public int millis(int edgeKey, double metres, long enterMillis) {
                float kmh = speeds.kmh(edgeKey);
                return kmh == 0 ? TimedCosts.CLOSED : LiveCosts.driveMillis(metres, kmh);
            }

            @Override
            public int millisBefore(int edgeKey, double metres, long leaveMillis) {
                return millis(edgeKey, metres, leaveMillis);
            }
        };
    }

    static RoadTimes expected(SpeedOutlook outlook) {
        return new RoadTimes() {
            @Override
            public int millis(int edgeKey, double metres, long enterMillis) {
                return outlook.millis(edgeKey, metres, enterMillis);
            }

            @Override
            public int millisBefore(int edgeKey, double metres, long leaveMillis) {
                return outlook.millisBefore(edgeKey, metres, leaveMillis);
            }
        };
    }
}
