package dev.holdfast.dialect;

import dev.holdfast.continuity.model.DeliveryClaims;
import dev.holdfast.continuity.model.Digests;
import dev.holdfast.continuity.model.Reconnection.Outage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of backend is spoken to.
 *
 * <p>To judge another backend, implement this and {@link DialectSession}, name the class in {@code
 * META-INF/services/dev.holdfast.dialect.Dialect}, and choose it by {@code holdfast.dialect}. An
 * implementation has a public constructor without parameters, is immutable and safe for many
 * threads: thousands of sessions share one.
 */
public interface Dialect {

  /** By which {@code holdfast.dialect} chooses it: lower case, no blanks. */
  String name();

  /** What the backend can tell and do; the same whenever asked. */
  Set<Capability> capabilities();

  /** Whether the backend can tell or do that. */
  default boolean states(Capability capability) {
    return capabilities().contains(capability);
  }

  /** The dialect's side of a session that begins. */
  DialectSession begin();

  /** How sessions are opened over HTTP; present where {@link Capability#SESSIONS} is stated. */
  default Optional<TokenService> tokens() {
    return Optional.empty();
  }

  /** How the backend forms digests; present where {@link Capability#CHECK} is stated. */
  default Optional<Digests> digests() {
    return Optional.empty();
  }

  /** What its server must refuse; present where {@link Capability#FRAME_ERRORS} is stated. */
  default Optional<MalformedFrames> malformed() {
    return Optional.empty();
  }

  /** How connections are negotiated over HTTP before they are opened; empty where they are not. */
  default Optional<HttpEndpoint> negotiation() {
    return Optional.empty();
  }

  /** How the history is asked for over HTTP; empty where that is done on the connection. */
  default Optional<HttpEndpoint> historyByHttp() {
    return Optional.empty();
  }

  /** How a user's messages go over HTTP; empty where they go on the connection. */
  default Optional<HttpEndpoint> messagesByHttp() {
    return Optional.empty();
  }

  /** How another speaks in a session; present where {@link Capability#OTHERS} is stated. */
  default Optional<HttpEndpoint> othersByHttp() {
    return Optional.empty();
  }

  /** The most characters (UTF-16) that a text may have, marks included; at least 1000. */
  default int longestText() {
    return Integer.MAX_VALUE;
  }

  /**
   * Whether others speak in a session on connections of their own, as users of the same kind;
   * present where {@link Capability#OTHERS} is stated and HTTP is not how they do.
   */
  default boolean othersByFrame() {
    return false;
  }

  /**
   * What the backend promises of that which others say; present where {@link Capability#OTHERS} is
   * stated.
   */
  default Optional<DeliveryClaims> deliveries() {
    return Optional.empty();
  }

  /**
   * What of the backend may end without taking anything along that was acknowledged. What is lost
   * with anything else is counted, and no anomaly.
   */
  default Set<Outage> survives() {
    return EnumSet.allOf(Outage.class);
  }

  /** Who has the first word on a new connection. */
  default FirstFrame firstFrame() {
    return FirstFrame.SERVER;
  }

  /** The kind of message in which the server speaks; what comes in the other is read late. */
  default PayloadKind hears() {
    return PayloadKind.TEXT;
  }

  /** The kind of message in which its clients speak. */
  default PayloadKind speaks() {
    return PayloadKind.TEXT;
  }

  /** The headers that each handshake brings, by name, in any order. */
  default List<String> openingHeaders() {
    return List.of();
  }

  /** The subprotocols that each handshake offers, the most wanted first. */
  default List<String> subprotocols() {
    return List.of();
  }

  /** The code with which a client closes its connection. */
  default int closeCode() {
    return 1000;
  }

  /**
   * How often a client sends a keep-alive on each open connection, whatever else it does; above 0,
   * and empty for never. It is not scaled.
   */
  default Optional<Duration> keepAliveEvery() {
    return Optional.empty();
  }

  /**
   * The answer to a text message that is a ping of the server; null to every other. It is sent at
   * once, also while the client waits for nothing, and the ping is then read by nobody.
   */
  default @Nullable String pong(String text) {
    return null;
  }

  /**
   * The code with which the backend closes a connection whose session a newer one has taken over;
   * empty where it promises none.
   */
  default OptionalInt takeoverCloseCode() {
    return OptionalInt.empty();
  }

  /**
   * The code with which the backend closes a connection whose token has been revoked; empty where
   * it promises none.
   */
  default OptionalInt revokedCloseCode() {
    return OptionalInt.empty();
  }
}
