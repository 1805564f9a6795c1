package cn.haihe.card.clearing.file;

import cn.haihe.card.record.RecordBlock;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Stores blocks on a thread of its own while the next is checked: the database and the checks then each keep a core busy. Only
 * so many blocks are on their way.
 */
final class Pipeline implements AutoCloseable {
    private static final int BLOCKS = 3;

    private final ChunkStore store;
    private final BlockingQueue<RecordBlock> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<RecordBlock> checked = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final RecordBlock last = new RecordBlock(0);
    private final Thread writer = new Thread(this::write, "card-file-store");
    private volatile Exception failure;

    Pipeline(ChunkStore store, int recordsInBlock) {
        this.store = store;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new RecordBlock(recordsInBlock));
        }
        writer.start();
    }

    /** A block to be filled; waits while all are on their way. */
    RecordBlock take() throws SQLException, InterruptedException {
        RecordBlock block = free.take();
        rethrow();
        return block;
    }

    void store(RecordBlock block) {
        checked.add(block);
    }

    /** Waits until all is stored. */
    void finish() throws SQLException, InterruptedException {
        checked.add(last);
        writer.join();
        rethrow();
    }

    private void write() {
        try {
            for (RecordBlock block = checked.take(); block != last; block = checked.take()) {
                if (failure == null) {
                    storeOne(block);
                }
                free.add(block);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void storeOne(RecordBlock block) {
        try {
            store.store(block);
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private void rethrow() throws SQLException {
        if (failure instanceof SQLException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }

    /** What is being stored is stored or rolled back before the connection may be closed. */
    @Override
    public void close() throws InterruptedException {
        if (writer.isAlive()) {
            checked.add(last);
            writer.join();
        }
    }
}
