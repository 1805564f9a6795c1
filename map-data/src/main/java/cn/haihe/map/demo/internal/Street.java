package cn.haihe.map.demo.internal;

/**
 * A street under one name.
 *
 * @param id the place in the order in which streets were made, so that nothing depends on hash order
 * @param source tag {@code source}: where its line comes from
 */
record Street(int id, String zh, String en, Kind kind, String source) {
    static final String SYNTHETIC = "synthetic";

    boolean synthetic() {
        return source.equals(SYNTHETIC);
    }
}
