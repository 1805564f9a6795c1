package cn.haihe.center.clearing.internal;

import cn.haihe.card.tac.RemoteModule;
import cn.haihe.card.tac.SecurityModule;
import cn.haihe.card.tac.SecurityModuleException;
import cn.haihe.card.tac.TestCardKeys;
import cn.haihe.center.clearing.ClearingConfig;
import jakarta.inject.Singleton;
import java.util.List;

/** The security module that checks cards' codes: one for each file that is being cleared. */
@Singleton
class CardKeys {
    private final ClearingConfig config;

    CardKeys(ClearingConfig config) {
        this.config = config;
    }

    /**
     * @param codes of the institutions, in the order of their places
     * @throws SecurityModuleException where none is configured
     */
    SecurityModule open(List<String> codes) {
        if (config.securityModule().isPresent()) {
            String[] address = config.securityModule().get().split(":", 2);
            return new RemoteModule(address[0], port(address), codes, config.securityModuleTimeOut());
        }
        if (config.testKeys()) {
            return TestCardKeys.module(codes);
        }
        throw new SecurityModuleException("no security module is configured (haihe.clearing.security-module)", null);
    }

    private static int port(String[] address) {
        if (address.length < 2 || !address[1].matches("[0-9]{1,5}")) {
            throw new SecurityModuleException("haihe.clearing.security-module must be host:port", null);
        }
        return Integer.parseInt(address[1]);
    }
}
