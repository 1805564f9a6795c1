package cn.haihe.center.clearing;

import cn.haihe.card.contract.Institution;
import java.util.Optional;

/** The public keys of SM2 by which institutions sign batch files and tokens; must not block. */
public interface InstitutionKeys {
    /** @return the 130 hexadecimal digits of its point, empty where the institution registered no such version */
    Optional<String> findPublicKey(Institution institution, int version);
}
