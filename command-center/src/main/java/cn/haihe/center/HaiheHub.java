package cn.haihe.center;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the hub. */
@QuarkusMain
public class HaiheHub {
    public static void main(String... args) {
        Quarkus.run(args);
    }
}
