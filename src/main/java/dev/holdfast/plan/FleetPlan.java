package dev.holdfast.plan;

import dev.holdfast.plan.reach.TlsPlan;
import dev.holdfast.settings.ConfigurationException;
import dev.holdfast.settings.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a run and its injectors, on machines of their own, find each other.
 *
 * @param exchange the NATS server, {@code nats://…} or {@code tls://…}; empty for none
 * @param run by which run and injectors know that they belong together
 * @param index of this injector, from 0, as it was given; may be empty
 * @param credentials a NATS credentials file
 * @param user at the exchange; may be empty
 * @param password of that user; may be empty
 * @param tls whom to believe, and the certificate to show
 * @param patience how long the run waits until all injectors are there; above 0
 */
public record FleetPlan(
    Optional<String> exchange,
    String run,
    String index,
    Optional<Path> credentials,
    String user,
    String password,
    TlsPlan tls,
    Duration patience) {

  /** By which Kubernetes numbers the pods of an Indexed Job. */
  public static final String JOB_INDEX = "JOB_COMPLETION_INDEX";

  private static final String EXCHANGE = "holdfast.exchange";
  private static final String RUN = "holdfast.fleet.run";
  private static final String INDEX = "holdfast.fleet.index";
  private static final String CREDENTIALS = "holdfast.fleet.credentials";
  private static final String USER = "holdfast.fleet.user";
  private static final String PASSWORD = "holdfast.fleet.password";
  private static final String CERTIFICATE = "holdfast.fleet.certificate";
  private static final String KEY = "holdfast.fleet.key";
  private static final String TRUST = "holdfast.fleet.trust";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern ADDRESS = Pattern.compile("(nats|tls)://[^\\s/?#]+/?");

  static FleetPlan of(Values values) {
    String exchange = values.text(EXCHANGE).strip();
    if (!exchange.isEmpty() && !ADDRESS.matcher(exchange).matches()) {
      throw ConfigurationException.refused(
          EXCHANGE, "a URL such as nats://nats:4222 or tls://nats:4222", exchange);
    }
    String run = values.text(RUN).strip();
    if (!NAME.matcher(run).matches()) {
      throw ConfigurationException.refused(RUN, "1 to 64 letters, digits or -", run);
    }
    String certificate = values.text(CERTIFICATE).strip();
    String key = values.text(KEY).strip();
    if (certificate.isEmpty() != key.isEmpty()) {
      throw ConfigurationException.refused(
          certificate.isEmpty() ? CERTIFICATE : KEY,
          "given where " + (certificate.isEmpty() ? KEY : CERTIFICATE) + " is",
          "nothing");
    }
    String user = values.text(USER);
    if (user.isEmpty() && !values.text(PASSWORD).isEmpty()) {
      throw ConfigurationException.refused(PASSWORD, "empty without " + USER, "one");
    }
    return new FleetPlan(
        exchange.isEmpty() ? Optional.empty() : Optional.of(exchange),
        run,
        values.text(INDEX).strip(),
        readable(CREDENTIALS, values.text(CREDENTIALS).strip()),
        user,
        values.text(PASSWORD),
        new TlsPlan(
            readable(TRUST, values.text(TRUST).strip()).map(pem -> TlsPlan.authorities(TRUST, pem)),
            readable(CERTIFICATE, certificate)
                .map(pem -> PemIdentity.of(CERTIFICATE, pem, KEY, Path.of(key)))),
        values.positive("holdfast.fleet.patience"));
  }

  /** Whether the load is made by injectors that an exchange brings together with the run. */
  public boolean isOn() {
    return exchange.isPresent();
  }

  /**
   * Which injector this process is, from 0.
   *
   * @param environment in which a platform may have numbered it
   * @throws ConfigurationException if nothing tells, or it is none of so many injectors
   */
  public int indexIn(Map<String, String> environment, int injectors) {
    String given = index.isEmpty() ? environment.getOrDefault(JOB_INDEX, "").strip() : index;
    String rule = "0 to " + (injectors - 1) + ", for holdfast.injectors is " + injectors;
    if (given.isEmpty()) {
      throw ConfigurationException.refused(
          INDEX, rule + ", or " + JOB_INDEX + " be set in the environment", "nothing");
    }
    if (!given.matches("[0-9]{1,6}") || Integer.parseInt(given) >= injectors) {
      throw ConfigurationException.refused(index.isEmpty() ? JOB_INDEX : INDEX, rule, given);
    }
    return Integer.parseInt(given);
  }

  private static Optional<Path> readable(String key, String file) {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      throw ConfigurationException.refused(key, "a file that can be read", file);
    }
    return Optional.of(path);
  }

  @Override
  public String toString() {
    return "FleetPlan[run=" + run + ", on=" + isOn() + "]";
  }
}
