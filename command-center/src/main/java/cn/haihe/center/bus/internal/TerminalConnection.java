package cn.haihe.center.bus.internal;

import cn.haihe.center.bus.jt808.DriverIdentity;
import cn.haihe.center.bus.jt808.FrameFault;
import cn.haihe.center.bus.jt808.FrameSink;
import cn.haihe.center.bus.jt808.FrameSplitter;
import cn.haihe.center.bus.jt808.MalformedMessageException;
import cn.haihe.center.bus.jt808.MessageIds;
import cn.haihe.center.bus.jt808.MessageView;
import cn.haihe.center.bus.jt808.Reassembly;
import cn.haihe.center.bus.jt808.RegisterResult;
import cn.haihe.center.bus.jt808.ReplyResult;
import cn.haihe.center.bus.jt808.ReplyWriter;
import cn.haihe.center.bus.jt808.TerminalAttributes;
import cn.haihe.center.bus.jt808.TerminalReply;
import cn.haihe.center.source.RejectReason;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One terminal's socket: unknown until it has authenticated, then bound to its terminal until it closes. Everything
 * here runs on the event loop of its lane.
 */
final class TerminalConnection implements FrameSink {
    private static final Logger LOG = Logger.getLogger(TerminalConnection.class);
    private static final int RECORD_BYTES_MAX = 256;

    private final NetSocket socket;
    private final BusLane lane;
    private final FrameSplitter splitter = new FrameSplitter();
    private final RateLimit rate;
    private Optional<Reassembly> reassembly = Optional.empty();
    private Optional<TerminalTrack> track = Optional.empty();
    private byte[] phoneBytes = new byte[0];
    private String phone = "";
    private ReplyWriter replies;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private int garbageInARow;
    private boolean closing;

    TerminalConnection(NetSocket socket, BusLane lane) {
        this.socket = socket;
        this.lane = lane;
        this.rate = lane.newRateLimit();
    }

    boolean authenticated() {
        return track.isPresent();
    }

    /** The same terminal has signed on by another connection: this one is of no use any more. */
    void superseded() {
        lane.run(() -> close("signed on anew"));
    }

    void closed() {
        track.ifPresent(mine -> mine.leftBy(this));
    }

    void received(Buffer bytes) {
        if (closing) {
            return;
        }
        try {
            splitter.accept(bytes.getByteBuf(), lane.readScratch(), this);
        } catch (RuntimeException ourFault) {
            LOG.errorf(ourFault, "a message of terminal %s broke its connection", phone);
            close("broken");
            return;
        }
        if (out.isReadable()) {
            socket.write(Buffer.buffer(out));
            out = Unpooled.EMPTY_BUFFER;
        }
        if (closing) {
            socket.close();
        } else {
            holdBack();
        }
    }

    /** Stops reading while the terminal sends too much, or does not read what it is answered. */
    private void holdBack() {
        long pauseMillis = rate.pauseMillis(lane.nowMillis());
        if (pauseMillis > 0) {
            socket.pause();
            lane.countPause();
            lane.after(pauseMillis, this::readOn);
        } else if (socket.writeQueueFull()) {
            socket.pause();
            socket.drainHandler(drained -> readOn());
        }
    }

    private void readOn() {
        if (!closing && !socket.writeQueueFull()) {
            socket.resume();
        } else if (!closing) {
            socket.drainHandler(drained -> readOn());
        }
    }

    @Override
    public void fault(FrameFault fault, byte[] bytes, int length) {
        rate.take(1);
        reject(RejectReason.MALFORMED, "frame: " + fault, bytes, length);
    }

    @Override
    public void frame(byte[] bytes, int length) {
        if (closing) {
            return;
        }
        rate.take(1);
        lane.countMessage();
        MessageView message = lane.message();
        Optional<FrameFault> fault = message.read(bytes, length);
        if (fault.isPresent()) {
            reject(RejectReason.MALFORMED, "header: " + fault.get(), bytes, length);
            return;
        }
        if (replies == null || !message.fromSamePhone(phoneBytes)) {
            if (authenticated()) {
                reject(
                        RejectReason.UNAUTHORISED,
                        "phone " + message.phone() + " on the link of " + phone,
                        bytes,
                        length);
                return;
            }
            phoneBytes = message.phoneBytes();
            phone = message.phone();
            replies = lane.newReplyWriter(message.year(), phoneBytes);
        }
        if (out == Unpooled.EMPTY_BUFFER) {
            out = Unpooled.buffer(64);
        }
        try {
            handle(message, bytes, length);
        } catch (MalformedMessageException malformed) {
            reply(message, ReplyResult.BAD_MESSAGE);
            reject(RejectReason.MALFORMED, malformed.getMessage(), bytes, length);
        }
    }

    private void handle(MessageView message, byte[] bytes, int length) {
        if (message.encrypted()) {
            reply(message, ReplyResult.UNSUPPORTED);
            reject(RejectReason.MALFORMED, "encrypted message", bytes, length);
        } else if (message.id() == MessageIds.REGISTER) {
            register(message, bytes, length);
        } else if (message.id() == MessageIds.AUTHENTICATE) {
            authenticate(message, bytes, length);
        } else if (track.isEmpty()) {
            reply(message, ReplyResult.FAILED);
            reject(RejectReason.UNAUTHORISED, "message before authentication", bytes, length);
        } else if (track.get().ownedBy(this)) {
            garbageInARow = 0;
            if (message.subPackaged()) {
                gather(message);
            } else {
                serve(message, message.bytes(), message.bodyAt(), message.bodyLength());
            }
        }
    }

    private void register(MessageView message, byte[] bytes, int length) {
        SignOn.Registered result = lane.signOn().register(phone, message);
        if (result.result() == RegisterResult.OK) {
            replies.registered(out, message.serial(), result.code());
        } else {
            replies.registerRefused(out, message.serial(), result.result());
            reject(RejectReason.UNKNOWN_DEVICE, result.detail(), bytes, length);
        }
    }

    private void authenticate(MessageView message, byte[] bytes, int length) {
        Optional<RejectReason> refusal = lane.signOn().authenticate(phone, message);
        if (refusal.isPresent()) {
            reply(message, ReplyResult.FAILED);
            reject(refusal.get(), "authentication of " + phone, bytes, length);
            return;
        }
        TerminalTrack mine = lane.track(phone);
        track = Optional.of(mine);
        mine.takenBy(this);
        garbageInARow = 0;
        reply(message, ReplyResult.OK);
    }

    private void gather(MessageView message) {
        if (reassembly.isEmpty()) {
            reassembly = Optional.of(new Reassembly());
        }
        Reassembly.Outcome outcome = reassembly.get().accept(message, lane.nowMillis());
        if (outcome instanceof Reassembly.Outcome.Complete whole) {
            serve(message, whole.body(), 0, whole.body().length);
        } else if (outcome instanceof Reassembly.Outcome.TooMany) {
            reply(message, ReplyResult.UNSUPPORTED);
            reject(RejectReason.OVER_LIMIT, "message of " + message.packetTotal() + " packets", message.bytes(), 0);
        } else {
            reply(message, ReplyResult.OK);
            if (outcome instanceof Reassembly.Outcome.Missing missing) {
                replies.askForPackets(out, missing.firstSerial(), missing.packetNumbers());
            }
        }
    }

    private void serve(MessageView message, byte[] bytes, int bodyAt, int bodyLength) {
        switch (message.id()) {
            case MessageIds.LOCATION -> reply(message, lane.locations().one(track.get(), bytes, bodyAt, bodyLength));
            case MessageIds.LOCATION_BATCH ->
                reply(message, lane.locations().several(track.get(), bytes, bodyAt, bodyLength));
            case MessageIds.HEARTBEAT -> reply(message, ReplyResult.OK);
            case MessageIds.SERVER_TIME_REQUEST -> replies.serverTime(out, lane.now());
            case MessageIds.DRIVER_IDENTITY -> {
                track.get().drivenBy(DriverIdentity.read(bytes, bodyAt, bodyLength));
                reply(message, ReplyResult.OK);
            }
            case MessageIds.TERMINAL_ATTRIBUTES -> {
                track.get().describedBy(TerminalAttributes.read(bytes, bodyAt, bodyLength, message.year()));
                reply(message, ReplyResult.OK);
            }
            case MessageIds.TERMINAL_REPLY -> TerminalReply.read(message);
            case MessageIds.LOGOUT -> {
                reply(message, ReplyResult.OK);
                closing = true;
            }
            default -> {
                lane.countUnsupported();
                reply(message, ReplyResult.UNSUPPORTED);
            }
        }
    }

    private void reply(MessageView message, ReplyResult result) {
        replies.generalReply(out, message.serial(), message.id(), result);
    }

    private void reject(RejectReason reason, String detail, byte[] bytes, int length) {
        int shown = Math.min(length, RECORD_BYTES_MAX);
        lane.meter().rejected(reason, detail, () -> HexFormat.of().formatHex(bytes, 0, shown));
        if (++garbageInARow >= lane.garbageMax()) {
            closing = true;
        }
    }

    private void close(String why) {
        closing = true;
        lane.countClosed(why);
        socket.close();
    }

    /** Called when the time to authenticate is over. */
    void authenticationDue() {
        if (!authenticated() && !closing) {
            close("not authenticated in time");
        }
    }
}
