package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.tac.SecurityModule;
import cn.haihe.card.tac.SecurityModuleException;
import cn.haihe.card.tac.TestCardKeys;
import cn.haihe.center.clearing.ClearingConfig;
import jakarta.inject.Singleton;

/** The security module that checks cards' codes: one for each file that is being cleared. */
@Singleton
class CardKeys {
    private final ClearingConfig config;
    private final Participants participants;

    CardKeys(ClearingConfig config, Participants participants) {
        this.config = config;
        this.participants = participants;
    }

    /** @throws SecurityModuleException where there is none */
    SecurityModule open() {
        if (config.testKeys()) {
            return TestCardKeys.module(
                    participants.institutions().stream().map(Institution::code).toList());
        }
        throw new SecurityModuleException("no security module is configured (haihe.clearing.security-module)", null);
    }
}
