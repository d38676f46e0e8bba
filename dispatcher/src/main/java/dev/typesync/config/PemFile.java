package dev.typesync.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates or a private key, in PEM (RFC 7468). Immutable.
 *
 * @param position of the key that names the file; errors start with it and never show what is in the file
 */
record PemFile(Path path, String text, SourcePosition position) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PKCS8 = "PRIVATE KEY";

    private record Block(String label, String content) {}

    static PemFile read(Path path, SourcePosition position) {
        try {
            return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1), position);
        } catch (IOException e) {
            throw position.error("the file " + PrintableText.of(path.toString()) + " cannot be read ("
                    + e.getClass().getSimpleName() + "); it must exist and be readable by this process");
        }
    }

    /** The certificates, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        for (Block block : blocks()) {
            if (block.label().equals(CERTIFICATE)) {
                found.add(certificate(decoded(block)));
            }
        }
        if (found.isEmpty()) {
            throw error("contains no -----BEGIN CERTIFICATE-----; give a file in PEM");
        }
        return found;
    }

    private X509Certificate certificate(byte[] content) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
        } catch (GeneralSecurityException e) {
            throw error("contains a certificate that cannot be read; give a file in PEM with X.509 certificates");
        }
    }

    /** The private key, which must belong to the public one. */
    PrivateKey privateKey(PublicKey publicKey) {
        Block block = blocks().stream()
                .filter(each -> each.label().endsWith(PKCS8))
                .findFirst()
                .orElseThrow(() -> error("contains no -----BEGIN PRIVATE KEY-----; give a file in PEM"));
        if (!block.label().equals(PKCS8)) {
            throw error("contains a key of the kind " + block.label() + "; convert it with:"
                    + " openssl pkcs8 -topk8 -nocrypt -in FILE -out NEWFILE");
        }
        try {
            PrivateKey key = KeyFactory.getInstance(publicKey.getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(decoded(block)));
            if (belongs(key, publicKey)) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            throw error("contains no key that fits the certificate, which has a key of the kind "
                    + publicKey.getAlgorithm() + "; give the key that the certificate was made for");
        }
        throw error("contains the key of another certificate; give the key that the certificate was made for");
    }

    private static boolean belongs(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(sample);
        return signature.verify(signed);
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private byte[] decoded(Block block) {
        try {
            return Base64.getMimeDecoder().decode(block.content());
        } catch (IllegalArgumentException e) {
            throw error("contains a " + block.label() + " that is not valid PEM; write the file again");
        }
    }

    private ConfigurationException error(String sentence) {
        return position.error("the file " + PrintableText.of(path.toString()) + " " + sentence);
    }
}
