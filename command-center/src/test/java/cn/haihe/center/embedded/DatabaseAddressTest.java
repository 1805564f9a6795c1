package cn.haihe.center.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void bothDriversGetTheirAddressFromOne() {
        DatabaseAddress address = DatabaseAddress.parse("postgresql://me:p%40ss@host:5433/city?sslmode=require");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5433/city?sslmode=require");
        assertThat(address.reactiveUrl()).isEqualTo("postgresql://host:5433/city?sslmode=require");
        assertThat(address.username()).contains("me");
        assertThat(address.password()).contains("p@ss");
    }

    @Test
    void jdbcStyleIsUnderstood() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:postgresql://host/city?user=me&password=a+b");
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://host:5432/city");
        assertThat(address.username()).contains("me");
        assertThat(address.password()).contains("a+b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://h/d", "postgresql://h", "postgresql:///d", "h:5432/d", "postgresql://sec ret@h/d"})
    void otherFormsAreRefusedWithoutShowingThem(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(url);
    }

    @Test
    void theLogDoesNotShowThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://me:secret@host/city").toString())
                .doesNotContain("secret");
    }
}
