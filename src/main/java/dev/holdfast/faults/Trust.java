package dev.holdfast.faults;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Whom the proxy believes when it speaks TLS to its target.
 *
 * @param certificates PEM file of the authorities to trust; empty for the platform's
 * @param anything trust whoever answers and whatever its name: for tests only
 */
public record Trust(Optional<Path> certificates, boolean anything) {

  /** The authorities that the Java platform trusts. */
  public static Trust platform() {
    return new Trust(Optional.empty(), false);
  }

  /** The authorities of a PEM file. */
  public static Trust certificates(Path pem) {
    return new Trust(Optional.of(pem), false);
  }

  /** Anybody, unchecked: for tests only. */
  public static Trust everybody() {
    return new Trust(Optional.empty(), true);
  }

  /**
   * The client's side of TLS under this trust.
   *
   * @throws IllegalArgumentException if the certificates cannot be read
   */
  SslContext context() {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
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
