package cn.haihe.signal.fieldbus.gbt20999;

import cn.haihe.signal.fieldbus.LinkProfile;
import cn.haihe.signal.fieldbus.gbt20999.wire.CalendarCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.ChainOrder;
import cn.haihe.signal.fieldbus.gbt20999.wire.RunMode;
import cn.haihe.signal.fieldbus.gbt20999.wire.SetReplyForm;
import cn.haihe.signal.fieldbus.gbt20999.wire.TransitionCoding;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireProfile;
import cn.haihe.signal.fieldbus.gbt20999.wire.WireUnits;
import cn.haihe.signal.fieldbus.link.SettingReader;

/** The settings of a link profile that only GB/T 20999 has, by the names of its switches. */
final class Gbt20999Settings {
    private Gbt20999Settings() {}

    /** @throws IllegalArgumentException naming the setting that makes no sense */
    static Gbt20999Profile read(LinkProfile profile) {
        if (!profile.protocol().equals(Gbt20999Protocol.NAME)) {
            throw new IllegalArgumentException("a profile of protocol " + profile.protocol());
        }
        SettingReader settings = new SettingReader(profile.settings());
        WireProfile usual = WireProfile.DEFAULT;
        WireProfile wire = new WireProfile(
                settings.whole("version", usual.version()),
                settings.whole("hostId", usual.hostId()),
                settings.choice("chainOrder", ChainOrder.class, usual.chainOrder()),
                settings.flag("shortHeartbeat", usual.shortHeartbeat()),
                settings.choice("setReplyForm", SetReplyForm.class, usual.setReplyForm()),
                usual.maxFrameBytes(),
                settings.whole("maxSentBytes", usual.maxSentBytes()),
                settings.whole("commandBytes", usual.commandBytes()),
                settings.whole("tableRows", usual.tableRows()),
                units(settings),
                calendar(settings),
                new TransitionCoding(
                        settings.whole("transitionAllowed", usual.transitions().allowed()),
                        settings.whole(
                                "transitionForbidden", usual.transitions().forbidden())),
                settings.whole("broadcastId", (int) usual.broadcastId()) & 0xFFFFFFFFL);
        Gbt20999Profile read = new Gbt20999Profile(
                wire,
                profile.timing(),
                settings.flag("strictSequence", false),
                settings.flag("acknowledgeReports", false),
                settings.choice("activationMode", RunMode.class, RunMode.CENTER),
                settings.flag("commandsByClass18", false),
                settings.flag("takesClockBroadcast", true));
        settings.requireAllRead();
        return read;
    }

    private static WireUnits units(SettingReader settings) {
        WireUnits usual = WireUnits.DEFAULT;
        return new WireUnits(
                settings.number("vehiclesPerFlow", usual.vehiclesPerFlow()),
                settings.number("percentPerOccupancy", usual.percentPerOccupancy()),
                settings.number("kmhPerSpeed", usual.kmhPerSpeed()),
                settings.number("metresPerQueue", usual.metresPerQueue()),
                settings.number("secondsPerStageTime", usual.secondsPerStageTime()),
                settings.number("voltsPerVoltage", usual.voltsPerVoltage()),
                settings.number("amperesPerCurrent", usual.amperesPerCurrent()),
                settings.flag("setBitIsFault", usual.setBitIsFault()),
                settings.flag("standardTimeIsUtc", usual.standardTimeIsUtc()));
    }

    private static CalendarCoding calendar(SettingReader settings) {
        CalendarCoding usual = CalendarCoding.DEFAULT;
        return new CalendarCoding(
                settings.choice("startCoding", CalendarCoding.StartCoding.class, usual.startCoding()),
                settings.whole("sundayBit", usual.sundayBit()),
                settings.whole("firstDayBit", usual.firstDayBit()),
                settings.flag("greaterPriorityWins", usual.greaterPriorityWins()));
    }
}
