package cn.haihe.ops.sumo;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Talks TraCI, the protocol by which SUMO is stepped from outside. What is to be done is gathered and goes out with the
 * next step in one message, so that a second of the street costs one round trip. One thread only.
 */
final class TraciClient implements AutoCloseable {
    private static final int SET_SIGNAL = 0xC2;
    private static final int STATE = 0x20;
    private static final int SUBSCRIBE_VEHICLE = 0xD4;
    private static final int VEHICLE_ANSWER = 0xE4;
    private static final int SUBSCRIBE_SIMULATION = 0xDB;
    private static final int SIMULATION_ANSWER = 0xEB;
    private static final int STEP = 0x02;
    private static final int CLOSE = 0x7F;
    private static final int DEPARTED = 0x74;
    private static final int SPEED = 0x40;
    private static final int LENGTH = 0x44;
    private static final int LANE = 0x51;
    private static final int LANE_POSITION = 0x56;
    private static final int TYPE_DOUBLE = 0x0B;
    private static final int TYPE_STRING = 0x0C;
    private static final int TYPE_STRINGS = 0x0E;
    private static final int TYPE_INTEGER = 0x09;
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final double FOR_EVER = 1e9;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final List<String> departed = new ArrayList<>();
    private final Map<String, VehicleFix> fixes = new HashMap<>();
    private int commands;

    TraciClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        subscribe(SUBSCRIBE_SIMULATION, "", DEPARTED);
    }

    /** @param state one letter a signal, in SUMO's alphabet; shown from the next step on */
    void show(String signal, String state) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream write = new DataOutputStream(body);
        write.writeByte(STATE);
        string(write, signal);
        write.writeByte(TYPE_STRING);
        string(write, state);
        gather(SET_SIGNAL, body.toByteArray());
    }

    /** Lives one step and tells where every vehicle is after it. */
    List<VehicleFix> step() throws IOException {
        for (String vehicle : departed) {
            subscribe(SUBSCRIBE_VEHICLE, vehicle, LANE, LANE_POSITION, SPEED, LENGTH);
        }
        departed.clear();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        new DataOutputStream(body).writeDouble(0);
        gather(STEP, body.toByteArray());
        int expected = commands;
        send();
        fixes.clear();
        DataInputStream answer = receive();
        for (int i = 0; i < expected; i++) {
            int command = status(answer);
            if (command == SUBSCRIBE_VEHICLE || command == SUBSCRIBE_SIMULATION) {
                // what holds before the step is told again, newer, by the step itself
                subscription(answer);
                fixes.clear();
            } else if (command == STEP) {
                int results = answer.readInt();
                for (int k = 0; k < results; k++) {
                    subscription(answer);
                }
            }
        }
        return List.copyOf(fixes.values());
    }

    private void subscribe(int command, String object, int... variables) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream write = new DataOutputStream(body);
        write.writeDouble(0);
        write.writeDouble(FOR_EVER);
        string(write, object);
        write.writeByte(variables.length);
        for (int variable : variables) {
            write.writeByte(variable);
        }
        gather(command, body.toByteArray());
    }

    private void gather(int command, byte[] body) throws IOException {
        DataOutputStream write = new DataOutputStream(gathered);
        if (body.length + 2 <= 255) {
            write.writeByte(body.length + 2);
        } else {
            write.writeByte(0);
            write.writeInt(body.length + 6);
        }
        write.writeByte(command);
        write.write(body);
        commands++;
    }

    private void send() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream(gathered.size() + 4);
        DataOutputStream write = new DataOutputStream(message);
        write.writeInt(gathered.size() + 4);
        gathered.writeTo(write);
        out.write(message.toByteArray());
        out.flush();
        gathered.reset();
        commands = 0;
    }

    private DataInputStream receive() throws IOException {
        byte[] body = new byte[in.readInt() - 4];
        in.readFully(body);
        return new DataInputStream(new ByteArrayInputStream(body));
    }

    /** The command that it is about. */
    private static int status(DataInputStream answer) throws IOException {
        length(answer);
        int command = answer.readUnsignedByte();
        int result = answer.readUnsignedByte();
        String text = string(answer);
        if (result != 0) {
            throw new IOException("SUMO refused command " + Integer.toHexString(command) + ": " + text);
        }
        return command;
    }

    private void subscription(DataInputStream answer) throws IOException {
        length(answer);
        int kind = answer.readUnsignedByte();
        String object = string(answer);
        int variables = answer.readUnsignedByte();
        String lane = "";
        double position = 0;
        double speed = 0;
        double vehicleLength = 0;
        for (int i = 0; i < variables; i++) {
            int variable = answer.readUnsignedByte();
            int failed = answer.readUnsignedByte();
            Object value = value(answer);
            if (failed != 0) {
                throw new IOException("SUMO gives no variable " + Integer.toHexString(variable) + ": " + value);
            }
            switch (variable) {
                case LANE -> lane = (String) value;
                case LANE_POSITION -> position = (Double) value;
                case SPEED -> speed = (Double) value;
                case LENGTH -> vehicleLength = (Double) value;
                case DEPARTED -> departed.addAll(strings(value));
                default -> throw new IOException("unasked variable " + Integer.toHexString(variable));
            }
        }
        if (kind == VEHICLE_ANSWER) {
            fixes.put(object, new VehicleFix(object, lane, position, Math.max(0, speed), vehicleLength));
        } else if (kind != SIMULATION_ANSWER) {
            throw new IOException("unasked answer " + Integer.toHexString(kind));
        }
    }

    private static List<String> strings(Object value) {
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }

    private static Object value(DataInputStream answer) throws IOException {
        int type = answer.readUnsignedByte();
        return switch (type) {
            case TYPE_DOUBLE -> answer.readDouble();
            case TYPE_INTEGER -> answer.readInt();
            case TYPE_STRING -> string(answer);
            case TYPE_STRINGS -> {
                int count = answer.readInt();
                List<String> all = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    all.add(string(answer));
                }
                yield all;
            }
            default -> throw new IOException("unknown type " + Integer.toHexString(type));
        };
    }

    private static int length(DataInputStream answer) throws IOException {
        int small = answer.readUnsignedByte();
        return small == 0 ? answer.readInt() : small;
    }

    private static void string(DataOutputStream write, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write.writeInt(bytes.length);
        write.write(bytes);
    }

    private static String string(DataInputStream answer) throws IOException {
        byte[] bytes = new byte[answer.readInt()];
        answer.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Ends the simulation; SUMO writes its results then. */
    @Override
    public void close() throws IOException {
        try {
            gather(CLOSE, new byte[0]);
            send();
            receive();
        } finally {
            socket.close();
        }
    }
}
