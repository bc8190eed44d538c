package dev.holdfast.dialect.mqtt;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.dialect.Capability;
import dev.holdfast.dialect.Dialect;
import dev.holdfast.dialect.DialectSession;
import dev.holdfast.dialect.FirstFrame;
import dev.holdfast.dialect.PayloadKind;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MQTT 5 over WebSocket. Each user has a session that the broker keeps while it is away, with one
 * subscription, of a topic of its own in which others speak; its own messages go to another topic.
 * Users bring a name and a token, which is their password.
 *
 * <p>Source: MQTT Version 5.0, OASIS Standard, 7 March 2019.
 */
public final class MqttDialect implements Dialect {

  private static final Set<Capability> STATED =
      Set.of(Capability.PING, Capability.OTHERS, Capability.SINGLE_CONNECTION);
  private static final int RUN_BYTES = 4;

  private final String name;
  private final MqttPromise promise;
  private final MqttNames names;

  /** Of this run alone: a broker keeps the sessions of an earlier one. */
  private final String run;

  private MqttDialect(String name, MqttPromise promise, MqttNames names, byte[] run) {
    this.name = name;
    this.promise = promise;
    this.names = names;
    this.run = HexFormat.of().formatHex(run);
  }

  /** Of one run: what its names call {@code run} is another one each time. */
  public static MqttDialect of(String name, MqttPromise promise, MqttNames names) {
    byte[] run = new byte[RUN_BYTES];
    new SecureRandom().nextBytes(run);
    return new MqttDialect(name, promise, names, run);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Capability> capabilities() {
    return STATED;
  }

  @Override
  public DialectSession begin() {
    return new MqttSession(promise, names, run);
  }

  @Override
  public boolean othersByFrame() {
    return true;
  }

  @Override
  public Optional<DeliveryClaims> deliveries() {
    return Optional.of(promise.claims());
  }

  @Override
  public FirstFrame firstFrame() {
    return FirstFrame.CLIENT;
  }

  @Override
  public PayloadKind hears() {
    return PayloadKind.BINARY;
  }

  @Override
  public PayloadKind speaks() {
    return PayloadKind.BINARY;
  }

  @Override
  public List<String> subprotocols() {
    return List.of("mqtt");
  }

  /** Twice as often as it must be: one that is late does no harm. */
  @Override
  public Optional<Duration> keepAliveEvery() {
    return Optional.of(promise.keepAlive().dividedBy(2));
  }
}
