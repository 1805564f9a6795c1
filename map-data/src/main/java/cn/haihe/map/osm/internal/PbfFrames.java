package cn.haihe.map.osm.internal;

import cn.haihe.map.osm.MapFileException;
import cn.haihe.map.osm.MapFileException.Problem;
import crosby.binary.Fileformat.BlobHeader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Walks over the frames of a PBF file before it is decoded: the decoder would take any four bytes for a length and ask
 * for gigabytes. The limits are those of the format's own description.
 */
final class PbfFrames {
    private static final int HEADER_BYTES_MAX = 64 * 1024;
    private static final int BLOB_BYTES_MAX = 32 * 1024 * 1024;

    private PbfFrames() {}

    static void check(Path file) {
        long offset = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long size = Files.size(file);
            if (size == 0) {
                throw corrupted(file, 0, "the file is empty");
            }
            while (offset < size) {
                offset += frame(in, file, offset);
            }
        } catch (EOFException e) {
            throw corrupted(file, offset, "the file ends too early");
        } catch (IOException e) {
            throw new MapFileException(file, Problem.UNREADABLE, e.toString(), e);
        }
    }

    private static long frame(DataInputStream in, Path file, long offset) throws IOException {
        int headerBytes = in.readInt();
        if (headerBytes <= 0 || headerBytes > HEADER_BYTES_MAX) {
            throw corrupted(file, offset, "no PBF frame, its header would have " + headerBytes + " bytes");
        }
        BlobHeader header;
        try {
            header = BlobHeader.parseFrom(in.readNBytes(headerBytes));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw corrupted(file, offset, "the frame's header can't be read: " + e.getMessage());
        }
        String type = header.getType();
        if (offset == 0 && !type.equals("OSMHeader")) {
            throw corrupted(file, offset, "the first frame is no OSMHeader");
        }
        if (header.getDatasize() < 0 || header.getDatasize() > BLOB_BYTES_MAX) {
            throw corrupted(file, offset, "the frame would have " + header.getDatasize() + " bytes");
        }
        in.skipNBytes(header.getDatasize());
        return Integer.BYTES + (long) headerBytes + header.getDatasize();
    }

    private static MapFileException corrupted(Path file, long offset, String what) {
        return new MapFileException(file, Problem.CORRUPTED, "at byte " + offset + ": " + what, null);
    }
}
