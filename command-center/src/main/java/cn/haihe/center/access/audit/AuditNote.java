package cn.haihe.center.access.audit;

import jakarta.enterprise.context.RequestScoped;

/** What an {@link Audited} method wants to be remembered of its call beyond the path: never a secret. */
@RequestScoped
public class AuditNote {
    private final StringBuilder text = new StringBuilder();
    private String who;

    public synchronized AuditNote add(String key, Object value) {
        if (text.length() < AuditEvent.TEXT_LENGTH_MAX) {
            text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(value);
        }
        return this;
    }

    /** Where the caller is known by other means than a token: the name that signs in, the source of a key. */
    public synchronized void by(String who) {
        this.who = who;
    }

    public synchronized String text() {
        return text.toString();
    }

    public synchronized String who(String otherwise) {
        return who == null ? otherwise : who;
    }
}
