package cn.haihe.center.feed;

import cn.haihe.center.source.SourceKind;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A door that sources post batches to. Before the body is read, the caller's key, the size it announces and its limits
 * are checked; what passes finds its meter in {@link FeedCall}.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FeedDoor {
    /** The kind of source that may come in. */
    SourceKind value();
}
