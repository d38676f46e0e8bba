package dev.typesync.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads {@code typesense.tls}, and the files that it names. */
final class TlsSection {
    static final ConfigurationKey<String> CA = file("ca");
    static final ConfigurationKey<String> CERTIFICATE = file("certificate");
    static final ConfigurationKey<String> KEY = file("key");
    static final List<String> KEYS = List.of(CA.name(), CERTIFICATE.name(), KEY.name());

    /** Of key stores that exist only in memory. */
    private static final char[] NO_PASSWORD = new char[0];

    private TlsSection() {}

    private static ConfigurationKey<String> file(String name) {
        return ConfigurationKey.of(name, ValueType.STRING.where("that names a PEM file", path -> !path.isBlank()));
    }

    static TlsConfig read(ConfigurationSection section) {
        section.allowOnly(KEYS);
        Optional<PemFile> ca = pem(section, CA);
        Optional<PemFile> certificate = pem(section, CERTIFICATE);
        Optional<PemFile> key = pem(section, KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw section.missing(
                    certificate.isPresent() ? KEY.name() : CERTIFICATE.name(),
                    "a PEM file, because a client needs a certificate and the key that belongs to it");
        }
        if (ca.isEmpty() && certificate.isEmpty()) {
            return TlsConfig.ofJvm();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate.isEmpty() ? null : identity(certificate.get(), key.orElseThrow()),
                    ca.isEmpty() ? null : authorities(ca.get()),
                    null);
            return new TlsConfig(context);
        } catch (GeneralSecurityException e) {
            throw section.position()
                    .error("this JVM cannot use the certificates ("
                            + e.getClass().getSimpleName() + "); try other files, or another JVM");
        }
    }

    private static Optional<PemFile> pem(ConfigurationSection section, ConfigurationKey<String> key) {
        return section.find(key)
                .map(path -> PemFile.read(
                        section.placeholders().environment().directory().resolve(path),
                        section.positionOf(key.name())));
    }

    private static TrustManager[] authorities(PemFile file) throws GeneralSecurityException {
        KeyStore store = emptyStore();
        for (X509Certificate certificate : file.certificates()) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] identity(PemFile certificates, PemFile key) throws GeneralSecurityException {
        List<X509Certificate> chain = certificates.certificates();
        PrivateKey privateKey = key.privateKey(chain.get(0).getPublicKey());
        KeyStore store = emptyStore();
        store.setKeyEntry("client", privateKey, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, NO_PASSWORD);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }
}
