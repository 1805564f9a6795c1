package cn.haihe.ops.city.jt808;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {
    private static final String REGISTERED = "7E810000150139123443230000006F00436F64652D313233343536212121B9FEB9FEA37E";
    private final List<CenterReply> replies = new ArrayList<>();
    private final ReplyReader reader = new ReplyReader(replies::add);

    @Test
    void readsACodeWithChineseCharactersByteByByte() {
        for (byte b : HexFormat.of().parseHex(REGISTERED)) {
            reader.accept(Buffer.buffer(new byte[] {b}));
        }
        assertThat(replies).containsExactly(new CenterReply.Registration(111, 0, "Code-123456!!!哈哈"));
    }

    @Test
    void readsSeveralMessagesOfOneRead() {
        String general = "7E80010005013900000001" + "7D02" + "7D01" + "004B02000100";
        byte[] unescaped = HexFormat.of().parseHex("80010005013900000001" + "7E7D" + "004B020001");
        int checksum = 0;
        for (byte b : unescaped) {
            checksum ^= b & 0xFF;
        }
        reader.accept(Buffer.buffer(HexFormat.of()
                .parseHex(
                        REGISTERED + general.substring(0, general.length() - 2) + String.format("%02X7E", checksum))));
        assertThat(replies).hasSize(2).last().isEqualTo(new CenterReply.General(0x4B, 0x0200, 1));
    }

    @Test
    void passesOverAWrongChecksum() {
        reader.accept(Buffer.buffer(HexFormat.of().parseHex(REGISTERED.replace("A37E", "A47E") + REGISTERED)));
        assertThat(replies).hasSize(1);
        assertThat(reader.unreadable()).isEqualTo(1);
    }
}
