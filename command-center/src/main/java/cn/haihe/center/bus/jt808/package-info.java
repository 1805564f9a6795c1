/**
 * JT/T 808 on the centre's side: frames, headers of 2011, 2013 and 2019, and the messages that buses send.
 *
 * <p>The path of a location allocates nothing: bytes are unescaped into an array that the event loop owns, and
 * {@link cn.haihe.center.bus.jt808.MessageView} and {@link cn.haihe.center.bus.jt808.LocationView} read them in place.
 * Rarer messages become records.
 */
package cn.haihe.center.bus.jt808;
