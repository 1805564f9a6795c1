package cn.haihe.center.access;

import io.quarkus.security.identity.SecurityIdentity;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Knows callers by the certificate that their connection came with. A room that knows such callers brings a bean of this type. */
public interface ClientCertificates {
    /**
     * Who it is, empty where the certificate says nothing to this room; must not block.
     *
     * @param certificate that the server's trust store vouches for, and whose key the caller has
     */
    Optional<SecurityIdentity> find(X509Certificate certificate);
}
