package dev.holdfast.plan.reach;

import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS to a target needs beyond what the Java platform has.
 *
 * @param authorities whom to believe; empty for those of the platform
 * @param identity the certificate that clients show; empty for none
 */
public record TlsPlan(
    Optional<TrustManagerFactory> authorities, Optional<KeyManagerFactory> identity) {

  /** What the platform has is enough. */
  public static final TlsPlan PLATFORM = new TlsPlan(Optional.empty(), Optional.empty());

  private static final String TRUST = "holdfast.reach.trust";
  private static final String STORE = "holdfast.reach.client-store";
  private static final String PASSWORD = STORE + "-password";

  public static TlsPlan of(Values values) {
    String trust = values.text(TRUST).strip();
    String store = values.text(STORE).strip();
    String password = values.text(PASSWORD);
    if (store.isEmpty() && !password.isEmpty()) {
      throw ConfigurationException.refused(PASSWORD, "empty without " + STORE, "one");
    }
    if (trust.isEmpty() && store.isEmpty()) {
      return PLATFORM;
    }
    return new TlsPlan(
        trust.isEmpty() ? Optional.empty() : Optional.of(authorities(TRUST, Path.of(trust))),
        store.isEmpty()
            ? Optional.empty()
            : Optional.of(identity(Path.of(store), password.toCharArray())));
  }

  /** The client's side of TLS; empty where the platform's own is enough. */
  public Optional<SSLContext> context() {
    if (authorities.isEmpty() && identity.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity.map(KeyManagerFactory::getKeyManagers).orElse(null),
          authorities.map(TrustManagerFactory::getTrustManagers).orElse((TrustManager[]) null),
          null);
      return Optional.of(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /**
   * The authorities of a file.
   *
   * @param key the setting that names it
   * @throws ConfigurationException if it holds none
   */
  public static TrustManagerFactory authorities(String key, Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw unreadable(key, "a readable PEM file of certificates", pem, "it has none");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(key, "a readable PEM file of certificates", pem, why(e));
    }
  }

  private static KeyManagerFactory identity(Path pkcs12, char[] password) {
    try (InputStream in = Files.newInputStream(pkcs12)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      if (!hasKey(store)) {
        throw unreadable(STORE, "a PKCS#12 file with a key", pkcs12, "it has none");
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return factory;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(
          STORE,
          "a readable PKCS#12 file whose password is in holdfast.reach.client-store-password",
          pkcs12,
          why(e));
    }
  }

  private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return true;
      }
    }
    return false;
  }

  private static String why(Exception e) {
    return e.getClass().getSimpleName();
  }

  private static ConfigurationException unreadable(String key, String rule, Path file, String why) {
    return ConfigurationException.refused(key, rule, file + " (" + why + ")");
  }

  @Override
  public String toString() {
    return "TlsPlan[authorities="
        + (authorities.isPresent() ? "own" : "platform")
        + ", identity="
        + (identity.isPresent() ? "own" : "none")
        + "]";
  }
}
