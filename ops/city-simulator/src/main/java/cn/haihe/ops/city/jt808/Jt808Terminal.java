package cn.haihe.ops.city.jt808;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.function.Consumer;

/**
 * A bus terminal on the wire: it dials the centre, registers when it has no code yet, authenticates, and then reports.
 * It keeps its code, so that a later {@link #connect} goes straight to authentication. It does not dial again by
 * itself: {@link #onClose} says when the link is gone. Used on one event loop.
 */
public final class Jt808Terminal {
    private final NetClient client;
    private final TerminalIdentity identity;
    private final TerminalMessages messages;
    private Consumer<CenterReply> onReply = reply -> {};
    private Runnable onClose = () -> {};
    private String code;
    private NetSocket socket;
    private boolean authenticated;
    private int authenticationSerial;

    public Jt808Terminal(NetClient client, ProtocolYear year, String phone, TerminalIdentity identity) {
        this.client = client;
        this.identity = identity;
        this.messages = new TerminalMessages(year, phone);
    }

    /** Called for every reply, after the terminal has taken it in. */
    public Jt808Terminal onReply(Consumer<CenterReply> handler) {
        onReply = handler;
        return this;
    }

    /** Called each time an established link is gone. */
    public Jt808Terminal onClose(Runnable handler) {
        onClose = handler;
        return this;
    }

    /** Succeeds once the centre has accepted the authentication; fails where it refuses, or the link breaks before. */
    public Future<Void> connect(String host, int port) {
        Promise<Void> ready = Promise.promise();
        client.connect(port, host).onFailure(ready::tryFail).onSuccess(connected -> {
            socket = connected;
            ReplyReader reader = new ReplyReader(reply -> take(reply, ready));
            connected.handler(reader::accept);
            connected.exceptionHandler(ready::tryFail);
            connected.closeHandler(nothing -> {
                socket = null;
                authenticated = false;
                ready.tryFail("the centre closed the link");
                onClose.run();
            });
            if (code == null) {
                register();
            } else {
                authenticate();
            }
        });
        return ready.future();
    }

    public boolean authenticated() {
        return authenticated;
    }

    /** True while the socket holds more than it wants to: a terminal should then keep its fixes for later. */
    public boolean congested() {
        return socket != null && socket.writeQueueFull();
    }

    public void report(TerminalFix fix) {
        Buffer out = Buffer.buffer(80);
        messages.location(out, fix);
        send(out);
    }

    /** @param fixes at most thirty */
    public void reportMissed(List<TerminalFix> fixes) {
        Buffer out = Buffer.buffer(40 * fixes.size());
        messages.batch(out, fixes, true);
        send(out);
    }

    public void heartbeat() {
        Buffer out = Buffer.buffer(20);
        messages.heartbeat(out);
        send(out);
    }

    /** Says goodbye and hangs up. */
    public Future<Void> logout() {
        if (socket == null) {
            return Future.succeededFuture();
        }
        NetSocket leaving = socket;
        Buffer out = Buffer.buffer(20);
        messages.logout(out);
        return leaving.write(out).transform(written -> leaving.close());
    }

    /** Hangs up without a word, as a terminal in a tunnel. */
    public Future<Void> drop() {
        return socket == null ? Future.succeededFuture() : socket.close();
    }

    private void take(CenterReply reply, Promise<Void> ready) {
        if (reply instanceof CenterReply.Registration registration) {
            if (registration.result() == 0) {
                code = registration.code();
                authenticate();
            } else {
                ready.tryFail("registration refused with result " + registration.result());
            }
        } else if (reply instanceof CenterReply.General general
                && general.replyMessageId() == 0x0102
                && general.replySerial() == authenticationSerial) {
            if (general.result() == 0) {
                authenticated = true;
                ready.tryComplete();
            } else {
                code = null;
                ready.tryFail("authentication refused with result " + general.result());
            }
        }
        onReply.accept(reply);
    }

    private void register() {
        Buffer out = Buffer.buffer(160);
        messages.register(out, identity);
        send(out);
    }

    private void authenticate() {
        Buffer out = Buffer.buffer(160);
        authenticationSerial = messages.authenticate(out, code, "860000000000000", "haihe-sim");
        send(out);
    }

    private void send(Buffer out) {
        if (socket == null) {
            throw new IllegalStateException("terminal " + messages.phone() + " has no link");
        }
        socket.write(out);
    }
}
