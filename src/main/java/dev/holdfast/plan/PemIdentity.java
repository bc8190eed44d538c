package dev.holdfast.plan;

import dev.holdfast.settings.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;

/** A certificate and its key, as most tools and clusters keep them: in two PEM files. */
final class PemIdentity {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private PemIdentity() {}

  /**
   * The identity of two files.
   *
   * @param certificateKey the setting that names the certificate's file; of its chain, its own
   *     first
   * @param keyKey the setting that names the key's file: PKCS#8, not encrypted
   * @throws ConfigurationException if a file does not hold that
   */
  static KeyManagerFactory of(String certificateKey, Path certificate, String keyKey, Path key) {
    Certificate[] chain = chain(certificateKey, certificate);
    PrivateKey secret = key(keyKey, key);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("identity", secret, new char[0], chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, new char[0]);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw ConfigurationException.refused(
          certificateKey, "the certificate of the key in " + keyKey, certificate);
    }
  }

  private static Certificate[] chain(String setting, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length > 0) {
        return chain;
      }
    } catch (IOException | GeneralSecurityException e) {
      // Said below.
    }
    throw ConfigurationException.refused(setting, "a PEM file of certificates", file);
  }

  private static PrivateKey key(String setting, Path file) {
    try {
      Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
      if (found.find()) {
        byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : ALGORITHMS) {
          try {
            return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
          } catch (GeneralSecurityException e) {
            // Of another algorithm, then.
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // Said below.
    }
    throw ConfigurationException.refused(
        setting,
        "a PEM file with a PKCS#8 key that is not encrypted (-----BEGIN PRIVATE KEY-----; of"
            + " another form: openssl pkcs8 -topk8 -nodes)",
        file);
  }
}
