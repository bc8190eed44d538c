package dev.holdfast.faults;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom the proxy believes when it speaks TLS to its target, and as whom it comes.
 *
 * @param certificates PEM file of the authorities to trust; empty for {@code authorities}
 * @param authorities whom to trust; empty for the platform's
 * @param identity the certificate to show; empty for none
 * @param anything trust whoever answers and whatever its name: for tests only
 */
public record Trust(
    Optional<Path> certificates,
    Optional<TrustManagerFactory> authorities,
    Optional<KeyManagerFactory> identity,
    boolean anything) {

  /** The authorities that the Java platform trusts. */
  public static Trust platform() {
    return of(Optional.empty(), Optional.empty());
  }

  /** The authorities of a PEM file. */
  public static Trust certificates(Path pem) {
    return new Trust(Optional.of(pem), Optional.empty(), Optional.empty(), false);
  }

  /** Given authorities, or the platform's; and a certificate to show, or none. */
  public static Trust of(
      Optional<TrustManagerFactory> authorities, Optional<KeyManagerFactory> identity) {
    return new Trust(Optional.empty(), authorities, identity, false);
  }

  /** Anybody, unchecked: for tests only. */
  public static Trust everybody() {
    return new Trust(Optional.empty(), Optional.empty(), Optional.empty(), true);
  }

  /**
   * The client's side of TLS under this trust.
   *
   * @throws IllegalArgumentException if the certificates cannot be read
   */
  SslContext context() {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    authorities.ifPresent(builder::trustManager);
    identity.ifPresent(builder::keyManager);
    if (anything) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    }
    try {
      certificates.map(Path::toFile).ifPresent(builder::trustManager);
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trust must be a readable PEM file of certificates, got: " + certificates.orElse(null),
          e);
    }
  }
}
