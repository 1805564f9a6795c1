package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.Participants;
import cn.haihe.card.exchange.TestSigningKeys;
import cn.haihe.center.clearing.ClearingConfig;
import cn.haihe.center.clearing.InstitutionKeys;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keys as configured; in the demo the test keys of all participants, too. */
@Singleton
class ConfiguredKeys implements InstitutionKeys {
    private static final Logger LOG = Logger.getLogger(ConfiguredKeys.class);

    private final ClearingConfig config;
    private final Participants participants;

    ConfiguredKeys(ClearingConfig config, Participants participants) {
        this.config = config;
        this.participants = participants;
        if (config.testKeys()) {
            LOG.warn("card institutions may sign with test keys, which everybody can make: for the demo only");
        }
    }

    @Override
    public Optional<String> findPublicKey(Institution institution, int version) {
        var registered = config.institutions().get(institution.code());
        if (registered != null && registered.signingKeys().containsKey(version)) {
            return Optional.of(registered.signingKeys().get(version));
        }
        boolean isTest = config.testKeys()
                && version == TestSigningKeys.VERSION
                && participants.institutions().contains(institution);
        return isTest ? Optional.of(TestSigningKeys.publicKey(institution.code())) : Optional.empty();
    }
}
