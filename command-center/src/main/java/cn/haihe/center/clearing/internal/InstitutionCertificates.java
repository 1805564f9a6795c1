package cn.haihe.center.clearing.internal;

import cn.haihe.card.contract.Institution;
import cn.haihe.card.contract.RuleKind;
import cn.haihe.card.contract.Rules;
import cn.haihe.card.contract.SigningKey;
import cn.haihe.center.access.ClientCertificates;
import cn.haihe.center.access.Roles;
import cn.haihe.center.clearing.rules.RuleBooks;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * An institution by its client certificate: the common name is its code, and the certificate's key is one of its keys among the
 * rules that holds today. So a key that ended is worth nothing here either, however long the certificate is valid.
 */
@Singleton
class InstitutionCertificates implements ClientCertificates {
    private final RuleBooks books;

    InstitutionCertificates(RuleBooks books) {
        this.books = books;
    }

    @Override
    public Optional<SecurityIdentity> find(X509Certificate certificate) {
        Rules rules = books.today();
        return commonName(certificate)
                .flatMap(rules::find)
                .filter(institution -> hasKey(rules, institution, certificate))
                .map(institution -> QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(institution.code()))
                        .addRole(Roles.INSTITUTION)
                        .build());
    }

    private static boolean hasKey(Rules rules, Institution institution, X509Certificate certificate) {
        String publicKey =
                Base64.getEncoder().encodeToString(certificate.getPublicKey().getEncoded());
        return rules.list(RuleKind.SIGNING_KEY, SigningKey.class).stream()
                .anyMatch(key -> key.institution().equals(institution)
                        && key.algorithm() != SigningKey.Algorithm.SM2
                        && key.publicKey().equals(publicKey));
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> part.getValue().toString())
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
